import type { Page } from "@playwright/test";
import type { MethodInput, MethodName, MethodOutput } from "#ipc/contract.ts";

export type Answer<M extends MethodName> =
  | { readonly ok: true; readonly value: MethodOutput<M> }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** Asks the main process through the page's own bridge, as the window does. */
export function askConsole<M extends MethodName>(page: Page, method: M, input: MethodInput<M>): Promise<Answer<M>> {
  return page.evaluate(
    (request) => {
      const { countersign } = globalThis as unknown as { countersign: { invoke(request: unknown): Promise<unknown> } };
      return countersign.invoke(request);
    },
    { method, input },
  ) as Promise<Answer<M>>;
}

/** @throws Error with the console's own words where it refused. */
export async function tellConsole<M extends MethodName>(
  page: Page,
  method: M,
  input: MethodInput<M>,
): Promise<MethodOutput<M>> {
  const answer = await askConsole(page, method, input);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}
