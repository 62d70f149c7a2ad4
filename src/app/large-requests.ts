import type { Environment } from "#app/environment.ts";
import { type PayloadProgress, readPayload, type ReadPayloadPorts, type WholeRequest } from "#app/read-payload.ts";
import type { Digest } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";

/** Bytes of proved requests that stay in memory: the open card's, and one or two that were looked at before. */
const MOST_KEPT_BYTES = 24 * 1024 * 1024;

/**
 * The requests that are too large for their envelopes. Only the open card's is read; what is on its way for another is
 * dropped. Each is known by its envelope's digest, which covers the whole one's.
 */
export interface LargeRequests {
  /** Reads the open card's request, or goes on; one that could not be read is not tried again by itself. */
  open(environment: Environment, digest: Digest, inline: GateRequest): void;
  /** How it stands; undefined where it is not read. */
  progressOf(digest: Digest): PayloadProgress | undefined;
  /** Forgets what went wrong, so that `open` tries again. */
  forgetProblem(): void;
  /** No card with a large request is open any more. */
  close(): void;
}

export function createLargeRequests(ports: ReadPayloadPorts, onProgress: (digest: Digest) => void): LargeRequests {
  const kept = new Map<Digest, WholeRequest>();
  let reading: { readonly digest: Digest; progress: PayloadProgress; readonly stop: () => void } | undefined;

  function keep(digest: Digest, whole: WholeRequest): void {
    kept.delete(digest);
    kept.set(digest, whole);
    let bytes = 0;
    for (const [key, { request }] of [...kept].toReversed()) {
      bytes += request.payload?.bytes ?? 0;
      if (bytes > MOST_KEPT_BYTES && key !== digest) kept.delete(key);
    }
  }

  function close(): void {
    reading?.stop();
    reading = undefined;
  }

  return {
    open: (environment, digest, inline) => {
      const known = kept.get(digest);
      if (known !== undefined) {
        close();
        keep(digest, known);
        return;
      }
      const { payload } = inline;
      if (payload === undefined || reading?.digest === digest) return;
      close();
      const started = readPayload(ports, environment, { ...inline, payload }, (progress) => {
        if (progress.kind === "whole") {
          keep(digest, progress.whole);
          reading = undefined;
        } else if (reading?.digest === digest) reading.progress = progress;
        onProgress(digest);
      });
      reading = { digest, progress: { kind: "loading", received: 0 }, stop: started.stop };
    },
    progressOf: (digest) => {
      const whole = kept.get(digest);
      if (whole !== undefined) return { kind: "whole", whole };
      return reading?.digest === digest ? reading.progress : undefined;
    },
    forgetProblem: () => {
      if (reading?.progress.kind === "failed") close();
    },
    close,
  };
}
