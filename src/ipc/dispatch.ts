import { z } from "zod";
import { ConsoleError } from "#core/error.ts";
import { type Handlers, methods, type Reply, Request } from "#ipc/contract.ts";

/** Hears of what the window is not told: errors that nobody expected. */
export type Complain = (method: string, error: unknown) => void;

/**
 * The one door into the main process. Input and output are both parsed, so that no handler can leak a field that
 * the contract does not name; it never throws.
 */
export function createDispatcher(handlers: Handlers, complain: Complain): (request: unknown) => Promise<Reply> {
  return async (raw) => {
    const request = Request.safeParse(raw);
    if (!request.success) return refuse("ipc/malformed", "The window asked for something that does not exist.");
    const { method } = request.data;
    const input = methods[method].input.safeParse(request.data.input);
    if (!input.success) return refuse("ipc/malformed", z.prettifyError(input.error));
    try {
      // The mapped type ties each handler to its own schema; a union of them cannot be called without this cast.
      const handle = handlers[method] as (input: unknown) => Promise<unknown>;
      const value: unknown = methods[method].output.parse(await handle(input.data));
      return { ok: true, value };
    } catch (error) {
      if (error instanceof ConsoleError) return refuse(error.code, error.message, error.fields);
      complain(method, error);
      return refuse("internal", "Something unexpected happened. Nothing was sent; the log has the details.");
    }
  };
}

function refuse(code: ConsoleError["code"], message: string, fields: ConsoleError["fields"] = []): Reply {
  return { ok: false, error: { code, message, ...(fields.length > 0 && { fields: [...fields] }) } };
}
