import type { Timer } from "#app/ports.ts";
import { gatewayError } from "#core/gateway-error.ts";

/**
 * Runs the work for at most that many milliseconds. At the deadline the answer is settled at once, whether or not the
 * work heeds its signal. The signal aborts then, and after any other failure: what is still arriving of a reply that was
 * given up must not hold the connection.
 *
 * @throws ConsoleError `gateway/uncertain` at the deadline.
 */
export function withDeadline<T>(
  timer: Timer,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = new AbortController();
    const fail = (error: Error) => {
      reject(error);
      abort.abort();
    };
    const cancel = timer.after(milliseconds, () => {
      const cause = Object.assign(new Error("Deadline reached."), { name: "TimeoutError" });
      fail(
        gatewayError("gateway/uncertain", `The server did not answer within ${milliseconds / 1000} seconds.`, {
          cause,
        }),
      );
    });
    work(abort.signal).then(resolve, fail).finally(cancel);
  });
}
