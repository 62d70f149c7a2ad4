import type { Card } from "#app/card.ts";
import type { Console } from "#app/console.ts";
import { canonicalJson } from "#core/canonical.ts";
import type { Digest } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import { ConsoleError } from "#core/error.ts";
import type { TokenId } from "#core/identifiers.ts";
import { valueAt } from "#core/pointer-steps.ts";
import { type ParameterRow, parameterRows, pieceOf } from "#core/present-large.ts";
import { excerptOf } from "#core/request-excerpt.ts";
import type { Handlers } from "#ipc/contract.ts";
import type { largeRequestMethods } from "#ipc/large-request.ts";
import type { CardView } from "#ipc/views.ts";

const ROWS_A_PAGE = 100;
const TEXT_A_PIECE = 65_536;
/** No path or label of an honest request is longer; the row is left out of the window, not of the raw request. */
const LONGEST_PATH = 8_000;
const LONGEST_LABEL = 400;

interface Layout {
  readonly excerpt: GateRequest;
  readonly rows: readonly ParameterRow[];
  /** Its canonical JSON, as it was stored; made when it is first asked for. */
  text?: string;
}

// Laid out once a request: it takes a tenth of a second for 10 MB. The request is dropped with its card, and this with it.
const layouts = new WeakMap<GateRequest, Layout>();

function layoutOf(inline: GateRequest, whole: GateRequest): Layout {
  const known = layouts.get(whole);
  if (known !== undefined) return known;
  const excerpt = excerptOf(inline, whole);
  const rows = parameterRows(excerpt, whole)
    .filter(({ path }) => path.length <= LONGEST_PATH)
    .map((row) => ({ ...row, label: pieceOf(row.label, 0, LONGEST_LABEL) }));
  const layout = { excerpt: excerpt.request, rows };
  layouts.set(whole, layout);
  return layout;
}

function wholeText(layout: Layout, request: GateRequest): string {
  const { payload: _, ...stored } = request;
  layout.text ??= canonicalJson(stored);
  return layout.text;
}

/** What the window gets of a card's request at once: of a large one never all, and beside an older one what both carry. */
export function presentRequest({ request, whole }: Card, isCompared: boolean): Pick<CardView, "request" | "large"> {
  if (request === undefined) return {};
  if (whole === undefined) return { request };
  if (isCompared) return { request: whole.inline };
  const { excerpt, rows } = layoutOf(whole.inline, request);
  return { request: excerpt, large: { bytes: request.payload?.bytes ?? 0, rows: rows.length } };
}

/** Serves the open card's large request to the window, piece by piece. */
export function createLargeRequestHandlers(console: Console): Pick<Handlers, keyof typeof largeRequestMethods> {
  const provedOf = (tokenId: TokenId, digest: Digest) => {
    const proved = console.whole(tokenId);
    if (proved === undefined || proved.digest !== digest)
      throw new ConsoleError("gate/changed", "The request is not on the screen any more. Open its card again.");
    return proved;
  };
  return {
    "card.parameters": async ({ tokenId, digest, offset }) => {
      const { inline, request } = provedOf(tokenId, digest);
      const { rows } = layoutOf(inline, request);
      return { total: rows.length, rows: rows.slice(offset, offset + ROWS_A_PAGE) };
    },
    "card.text": async ({ tokenId, digest, path, offset }) => {
      const { inline, request } = provedOf(tokenId, digest);
      const text = path === "" ? wholeText(layoutOf(inline, request), request) : valueAt(request.parameters, path);
      if (typeof text !== "string") throw new ConsoleError("gate/changed", "There is no such text in this request.");
      return { text: pieceOf(text, offset, TEXT_A_PIECE), length: text.length };
    },
    "card.readAgain": async () => {
      console.readAgain();
      return {};
    },
  };
}
