import { canonicalJson } from "#core/canonical.ts";
import { GateRequest } from "#core/envelope.ts";
import { ConsoleError } from "#core/error.ts";

/**
 * The whole of a large request, from its verified text and what its envelope says of it. The envelope carries everything
 * but most parameters and their schema, so the two can contradict each other; then nobody knows which one is asked.
 * The text has to be canonical, as the task's own library writes it: so no key occurs twice in it.
 *
 * Yields between its steps, each of which takes a tenth of a second for 10 MB, so that the caller can let others run.
 *
 * @throws ConsoleError `gate/malformed` where the text is no request, `gate/changed` where it contradicts the envelope.
 */
export function* joinWhole(inline: GateRequest, text: string): Generator<undefined, GateRequest> {
  const value = parsed(text);
  yield;
  if (canonicalForm(value) !== text) throw malformed("It is not in the form that the task's library writes.");
  yield;
  const whole = GateRequest.safeParse(value);
  if (!whole.success) throw malformed(`${whole.error.issues[0]?.path.join(".")}: ${whole.error.issues[0]?.message}`);
  const place = contradiction(inline, whole.data);
  if (place !== undefined)
    throw new ConsoleError("gate/changed", `The large request and its description disagree at "${place}".`);
  return inline.payload === undefined ? whole.data : { ...whole.data, payload: inline.payload };
}

function contradiction(inline: GateRequest, whole: GateRequest): string | undefined {
  const { parameters, parametersSchema: _, payload: __, ...said } = inline;
  const { parameters: all, parametersSchema: ___, payload, ...meant } = whole;
  if (payload !== undefined) return "payload";
  const names = new Set([...Object.keys(said), ...Object.keys(meant)] as (keyof typeof said)[]);
  for (const name of names) if (!isSame(said[name], meant[name])) return name;
  for (const [name, value] of Object.entries(parameters)) if (!isSame(value, all[name])) return `parameters/${name}`;
  return undefined;
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed("It is no JSON.", error);
  }
}

function canonicalForm(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : "It is no exact JSON.", error);
  }
}

function malformed(what: string, cause?: unknown): ConsoleError {
  return new ConsoleError("gate/malformed", what.slice(0, 300), { cause });
}
