import type { Digest } from "#core/digest.ts";

/** Bytes a page of `countersign-read-payload`. */
export const PAGE_BYTES = 1024 * 1024;
/** The largest request that a console reads: what a person is to read, and what a desktop may spend on one card. */
export const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

/** One page of a large request, as the task that read it says; nothing of it is believed before the whole is verified. */
export interface PayloadPage {
  readonly ref: string;
  /** Of the whole, as is `bytes`. */
  readonly digest: Digest;
  readonly bytes: number;
  /** Counted from 0. */
  readonly page: number;
  readonly pages: number;
  readonly body: Uint8Array;
}

/** How a reading stands: the run that reads has not ended, has the page, knows of no such row, or ended without an answer. */
export type PayloadReading =
  | { readonly state: "pending" }
  | { readonly state: "page"; readonly page: PayloadPage }
  | { readonly state: "missing" }
  | { readonly state: "failed"; readonly status: string; readonly error?: string };

/** How many pages that many bytes take. */
export function pageCount(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}

/** Why a page is not the one that was asked for, in words; undefined where it is. */
export function pageObjection(
  { ref, digest, bytes, page, pages, body }: PayloadPage,
  asked: { readonly ref: string; readonly digest: Digest; readonly bytes: number; readonly page: number },
): string | undefined {
  const length = Math.min(PAGE_BYTES, asked.bytes - asked.page * PAGE_BYTES);
  if (ref !== asked.ref || page !== asked.page) return `Page ${page} of ${ref} came for page ${asked.page}.`;
  if (bytes !== asked.bytes) return `It is said to have ${bytes} bytes, the request says ${asked.bytes}.`;
  if (pages !== pageCount(asked.bytes))
    return `It is said to have ${pages} pages instead of ${pageCount(asked.bytes)}.`;
  if (digest !== asked.digest) return "It is stored under another digest than the request names.";
  if (body.byteLength !== length) return `Page ${page} has ${body.byteLength} bytes instead of ${length}.`;
  return undefined;
}
