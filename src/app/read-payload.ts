import type { Environment } from "#app/environment.ts";
import { messageOf, noteFailure } from "#app/link-failure.ts";
import type { Clock, Crypto, Random, Timer } from "#app/ports.ts";
import { backoffDelay } from "#core/backoff.ts";
import { type Digest, digestOf } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import { ConsoleError, errorCodeOf } from "#core/error.ts";
import type { RunId } from "#core/identifiers.ts";
import { MAX_PAYLOAD_BYTES, pageCount, pageObjection, type PayloadReading } from "#core/payload-page.ts";
import { joinWhole } from "#core/whole-request.ts";

/** Pages on their way at a time: each costs the environment's budget some five requests. */
const LANES = 3;
const FIRST_LOOK_MS = 300;
const SLOWEST_LOOK_MS = 2_000;
/** About 75 s of looks, a little longer than the server keeps a reading that nobody takes up. */
const MOST_LOOKS = 40;
const CLOSED_LINK_MS = 1_000;

/** Why a large request cannot be shown; each has its own words on screen. */
export type PayloadProblem =
  | "too-large"
  | "missing"
  | "unanswered"
  | "failed"
  | "refused"
  | "wrong-page"
  | "wrong-digest"
  | "unreadable"
  | "contradicts";

/** A large request, proved to be the one that the envelope names. */
export interface WholeRequest {
  readonly request: GateRequest;
  readonly parametersDigest: Digest;
}

export type PayloadProgress =
  | { readonly kind: "loading"; readonly received: number }
  | { readonly kind: "whole"; readonly whole: WholeRequest }
  | { readonly kind: "failed"; readonly problem: PayloadProblem; readonly detail: string };

export interface ReadPayloadPorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
  readonly crypto: Crypto;
  /** Strict UTF-8; throws where the bytes are none. */
  readonly readText: (bytes: Uint8Array) => string;
}

/** What a large request's envelope says of it. */
export type PayloadReference = NonNullable<GateRequest["payload"]>;

/**
 * Reads a large request page by page and proves it. The first page comes alone: it is there soonest, and what is wrong
 * with it is wrong with all. A network that fails is waited for; every other end is a problem with a name.
 * `stop` drops what is on its way.
 */
export function readPayload(
  ports: ReadPayloadPorts,
  environment: Environment,
  inline: GateRequest & { readonly payload: PayloadReference },
  onProgress: (progress: PayloadProgress) => void,
): { readonly stop: () => void } {
  const { payload } = inline;
  const { gateway, link } = environment;
  const pages: Uint8Array[] = [];
  const cancels = new Set<() => void>();
  let stopped = false;

  // Once stopped it never resolves, so whoever waits goes no further.
  function wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (stopped) return;
      const cancel = ports.timer.after(milliseconds, () => {
        cancels.delete(cancel);
        resolve();
      });
      cancels.add(cancel);
    });
  }

  function stop(): void {
    stopped = true;
    for (const cancel of cancels) cancel();
    cancels.clear();
  }

  /** Asks until there is an answer or a refusal that time will not mend. */
  async function ask<T>(call: () => Promise<T>): Promise<T> {
    for (let failures = 0; ; failures += 1) {
      if (stopped) await wait(0);
      while (!link.isOpen(ports.clock.monotonic())) await wait(CLOSED_LINK_MS);
      try {
        return await call();
      } catch (error) {
        const code = errorCodeOf(error);
        // A key that may not trigger this task may still do all the rest: no other card is to suffer from it.
        if (code !== "gateway/forbidden") noteFailure(ports, environment, error);
        const passes = code === "gateway/unauthorized" || (error instanceof ConsoleError && error.retryable);
        if (!passes) throw error;
      }
      await wait(backoffDelay(failures, ports.random.fraction()));
    }
  }

  async function readPage(page: number): Promise<void> {
    const runId = await ask(() => gateway.startPayloadRead(payload.ref, page)).catch((error: unknown) => {
      throw new Unreadable(errorCodeOf(error) === "gateway/not-found" ? "unanswered" : "refused", messageOf(error));
    });
    const reading = await endOf(runId);
    switch (reading.state) {
      case "missing":
        throw new Unreadable("missing", payload.ref);
      case "failed":
        throw new Unreadable(reading.status === "EXPIRED" ? "unanswered" : "failed", reading.error ?? reading.status);
      case "page": {
        const objection = pageObjection(reading.page, { ...payload, page });
        if (objection !== undefined) throw new Unreadable("wrong-page", objection);
        pages[page] = reading.page.body;
        const received = pages.reduce((total, body) => total + body.byteLength, 0);
        if (!stopped) onProgress({ kind: "loading", received });
      }
    }
  }

  async function endOf(runId: RunId): Promise<Exclude<PayloadReading, { state: "pending" }>> {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      await wait(Math.min(SLOWEST_LOOK_MS, FIRST_LOOK_MS * 1.4 ** looks));
      const reading = await ask(() => gateway.payloadRead(runId)).catch((error: unknown) => {
        // A run that was made a moment ago may not have reached every replica.
        if (errorCodeOf(error) === "gateway/not-found") return { state: "pending" } as const;
        throw new Unreadable("refused", messageOf(error));
      });
      if (reading.state !== "pending") return reading;
    }
    throw new Unreadable("unanswered", "No worker has taken up the reading.");
  }

  async function readAll(): Promise<WholeRequest> {
    if (payload.bytes > MAX_PAYLOAD_BYTES) throw new Unreadable("too-large", `${payload.bytes} bytes`);
    await readPage(0);
    const left = Array.from({ length: pageCount(payload.bytes) - 1 }, (_, index) => index + 1);
    const lanes = Array.from({ length: LANES }, async () => {
      for (let page = left.shift(); page !== undefined; page = left.shift()) await readPage(page);
    });
    await Promise.all(lanes);
    return prove();
  }

  // In steps, each a tenth of a second for 10 MB: the window's questions are answered in between.
  async function prove(): Promise<WholeRequest> {
    const bytes = joined(pages.splice(0));
    if (`sha256-${ports.crypto.sha256(bytes)}` !== payload.digest)
      throw new Unreadable("wrong-digest", "Its digest is not the one that the request names.");
    await wait(0);
    const text = decoded(ports, bytes);
    await wait(0);
    const steps = joinWhole(inline, text);
    for (;;) {
      const step = nextStep(steps);
      await wait(0);
      if (step.done === true) {
        const request = step.value;
        return { request, parametersDigest: digestOf(request.parameters, ports.crypto) };
      }
    }
  }

  async function read(): Promise<void> {
    const end = await readAll().then(
      (whole): PayloadProgress => ({ kind: "whole", whole }),
      (error: unknown): PayloadProgress => problemOf(error),
    );
    if (stopped) return;
    stop();
    onProgress(end);
  }
  void read();
  return { stop };
}

function problemOf(error: unknown): PayloadProgress {
  const problem = error instanceof Unreadable ? error.problem : "failed";
  return { kind: "failed", problem, detail: messageOf(error).slice(0, 400) };
}

class Unreadable extends Error {
  readonly problem: PayloadProblem;

  constructor(problem: PayloadProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

function nextStep(steps: ReturnType<typeof joinWhole>): IteratorResult<undefined, GateRequest> {
  try {
    return steps.next();
  } catch (error) {
    throw new Unreadable(errorCodeOf(error) === "gate/changed" ? "contradicts" : "unreadable", messageOf(error));
  }
}

function decoded({ readText }: ReadPayloadPorts, bytes: Uint8Array): string {
  try {
    return readText(bytes);
  } catch {
    throw new Unreadable("unreadable", "It is no UTF-8 text.");
  }
}

function joined(pages: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pages.reduce((total, page) => total + page.byteLength, 0));
  let offset = 0;
  for (const page of pages) {
    whole.set(page, offset);
    offset += page.byteLength;
  }
  return whole;
}
