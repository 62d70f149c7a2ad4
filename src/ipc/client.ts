import { ConsoleError } from "#core/error.ts";
import type { MethodInput, MethodName, MethodOutput, Reply, Topic } from "#ipc/contract.ts";

/** The way to the main process: the preload's two functions, or the same two over loopback in a browser. */
export interface Bridge {
  invoke(request: { readonly method: MethodName; readonly input: unknown }): Promise<Reply>;
  /** Calls back for every nudge until the returned function is called. */
  subscribe(listener: (topic: Topic) => void): () => void;
}

export interface Client {
  /** @throws ConsoleError with the code and words that the main process gave. */
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>;
  subscribe(listener: (topic: Topic) => void): () => void;
}

/** Typed end to end; output was parsed by the dispatcher, so nobody parses twice. */
export function createClient(bridge: Bridge): Client {
  return {
    call: async <M extends MethodName>(method: M, input: MethodInput<M>) => {
      const reply = await bridge.invoke({ method, input });
      if (!reply.ok) throw new ConsoleError(reply.error.code, reply.error.message, { fields: reply.error.fields });
      return reply.value as MethodOutput<M>;
    },
    subscribe: (listener) => bridge.subscribe(listener),
  };
}
