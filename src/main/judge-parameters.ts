import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Json, JsonObject } from "#core/json.ts";
import { pointerBelow } from "#core/pointer-steps.ts";

/** One thing that does not fit, in the words of the schema. */
interface SchemaIssue {
  readonly path: string;
  readonly rule: string;
  readonly limit?: string;
}

export type Judgement =
  | { readonly kind: "fits" }
  | { readonly kind: "issues"; readonly issues: readonly SchemaIssue[] }
  | { readonly kind: "unreadable-schema"; readonly detail: string };

const MOST_ISSUES = 20;
const LONGEST_LIMIT = 200;

/**
 * Holds parameters against a JSON Schema 2020-12. SECURITY: the schema was written by a model and may be built to hang,
 * so this runs in a worker thread that can be killed, and nowhere else.
 */
export function judgeParameters(parameters: Json, schema: JsonObject): Judgement {
  // Without strict mode, words that a task adds for its own use do not make a schema unreadable.
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
  addFormats(ajv);
  let validate;
  let fits;
  try {
    validate = ajv.compile(schema);
    // A schema that refers to itself and to nothing else exhausts the stack here.
    fits = validate(parameters);
  } catch (error) {
    return { kind: "unreadable-schema", detail: error instanceof Error ? error.message : String(error) };
  }
  if (fits) return { kind: "fits" };
  // A choice of schemas complains once for each way not taken and once more for itself: the first word is the telling one.
  const byPath = new Map<string, SchemaIssue>();
  for (const issue of (validate.errors ?? []).map(issueOf))
    if (byPath.size < MOST_ISSUES && !byPath.has(issue.path)) byPath.set(issue.path, issue);
  return { kind: "issues", issues: [...byPath.values()] };
}

function issueOf({ instancePath, keyword, params }: ErrorObject): SchemaIssue {
  const named = params as Readonly<Record<string, unknown>>;
  const below = named["missingProperty"] ?? named["additionalProperty"] ?? named["unevaluatedProperty"];
  const limit = named["limit"] ?? named["pattern"] ?? named["format"] ?? named["type"] ?? named["multipleOf"];
  return {
    path: typeof below === "string" ? pointerBelow(instancePath, below) : instancePath,
    rule: keyword,
    ...(limit !== undefined && { limit: textOf(limit).slice(0, LONGEST_LIMIT) }),
  };
}

function textOf(limit: unknown): string {
  return typeof limit === "string" ? limit : JSON.stringify(limit);
}
