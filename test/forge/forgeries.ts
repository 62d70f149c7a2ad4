import type { Decision } from "#core/decision.ts";
import { decide, type SeenGate } from "#test/worker/worker-operators.ts";
import type { Cast } from "./cast.ts";

/** What a forger has in hand: the gate, everybody's desktop in turn, and a genuine decision on another gate. */
export interface Scene {
  readonly gate: SeenGate;
  readonly cast: Cast;
  readonly elsewhere: { readonly gate: SeenGate; readonly decision: Decision };
}

/** One way to complete a token that must not count. */
export interface Forgery {
  readonly kind:
    | "unsigned"
    | "forged"
    | "replayed"
    | "foreign"
    | "changed-payload"
    | "revoked-key"
    | "no-authority"
    | "same-operator";
  readonly name: string;
  /** `callback`: with the token's URL and no key at all; `key`: with the environment's secret key, as the console does. */
  readonly door: "callback" | "key";
  readonly make: (scene: Scene) => unknown;
  /** What the task must say about it. Refused for another reason, the forgery would prove nothing about its guard. */
  readonly refusedFor: RegExp;
}

const OTHER_DIGEST = `sha256-${"a".repeat(64)}`;
const approve = { verdict: "approve" } as const;
const toAnotherAccount = { op: "replace", path: "/iban", value: "AT611904300234573201" } as const;

export const forgeries: readonly Forgery[] = [
  unsigned("the vendor's example", () => ({ approved: true })),
  unsigned("a word", () => "approved"),
  unsigned("nothing", () => null),
  unsigned("a verdict alone", () => ({ version: 1, verdict: "approve" })),
  unsigned("a decision without its signature", (scene) => withoutSignature(byAda(scene))),
  unsigned("a decision with an empty signature", (scene) => ({ ...byAda(scene), signature: "" })),
  unsigned("a decision in a list", (scene) => [byAda(scene)]),
  unsigned("a decision with a field more", (scene) => ({ ...byAda(scene), force: true })),

  forged("signed by somebody else in her name", ({ gate, cast }) =>
    decide({ ...cast.stranger, listed: cast.ada.listed }, gate, approve),
  ),
  forged("a signature of zeros", (scene) => ({ ...byAda(scene), signature: "A".repeat(86) })),
  forged("the signature of another decision", (scene) => ({
    ...byAda(scene),
    signature: scene.elsewhere.decision.signature,
  })),
  forged("a rejection made an approval", (scene) => {
    const rejection = decide(scene.cast.ada, scene.gate, { verdict: "reject", comment: "no" });
    return { ...byAda(scene), decisionId: rejection.decisionId, signature: rejection.signature };
  }),
  forged("her signature under another key's name", (scene) => ({
    ...byAda(scene),
    operator: { name: "Operator ben", keyId: scene.cast.ben.listed.keyId },
  })),

  replayed("as it was", ({ elsewhere }) => elsewhere.decision, /another token/u),
  replayed(
    "signed for this token in another run",
    (scene) => byAda(scene, { runId: scene.elsewhere.gate.runId }),
    /another run/u,
  ),
  replayed(
    "signed for another token of this run",
    (scene) => byAda(scene, { tokenId: scene.elsewhere.gate.tokenId }),
    /another token/u,
  ),
  replayed(
    "with this gate's names put in",
    ({ gate, elsewhere }) => ({
      ...elsewhere.decision,
      tokenId: gate.tokenId,
      runId: gate.runId,
      requestDigest: gate.digest,
    }),
    /signature/u,
  ),

  {
    kind: "foreign",
    name: "a key that is not listed",
    door: "key",
    make: ({ gate, cast }) => decide(cast.stranger, gate, approve),
    refusedFor: /not listed/u,
  },
  {
    kind: "foreign",
    name: "a key that is not listed, under a listed name",
    door: "callback",
    make: ({ gate, cast }) =>
      decide(cast.stranger, gate, approve, {
        operator: { name: cast.ada.listed.name, keyId: cast.stranger.listed.keyId },
      }),
    refusedFor: /not listed/u,
  },

  changed("another request", (scene) => byAda(scene, { requestDigest: OTHER_DIGEST }), /another request/u),
  changed("other parameters", (scene) => byAda(scene, { parametersDigest: OTHER_DIGEST }), /do not lead to/u),
  changed("an edit after signing", (scene) => ({ ...byAda(scene), edits: [toAnotherAccount] }), /signature/u),
  changed(
    "a parameters' digest after signing",
    (scene) => ({ ...byAda(scene), parametersDigest: OTHER_DIGEST }),
    /signature/u,
  ),
  changed(
    "a signed edit of what may not be edited",
    ({ gate, cast }) => decide(cast.ada, gate, { ...approve, edits: [toAnotherAccount] }),
    /edits are refused/u,
  ),
  changed(
    "a signed edit to an amount that is none",
    ({ gate, cast }) =>
      decide(cast.ada, gate, { ...approve, edits: [{ op: "replace", path: "/amount", value: "-1" }] }),
    /do not fit the schema/u,
  ),

  withoutAuthority("revoked-key", "a revoked key", "revoked", /did not count/u),
  withoutAuthority("revoked-key", "a key whose time is over", "lapsed", /did not count/u),
  withoutAuthority("revoked-key", "a key whose time has not come", "notYet", /did not count/u),
  withoutAuthority("no-authority", "an amount above the operator's limit", "trainee", /limit/u),
  withoutAuthority("same-operator", "the first approver's key again", "ada", /approved already/u),
  withoutAuthority("same-operator", "the first approver's other key", "adaElsewhere", /approved already/u),
];

function unsigned(name: string, make: Forgery["make"]): Forgery {
  return { kind: "unsigned", name, door: "callback", make, refusedFor: /no signed decision|completed with nothing/u };
}

function forged(name: string, make: Forgery["make"]): Forgery {
  return { kind: "forged", name, door: "callback", make, refusedFor: /signature is not that key's/u };
}

function replayed(name: string, make: Forgery["make"], refusedFor: RegExp): Forgery {
  return { kind: "replayed", name: `another gate's decision ${name}`, door: "key", make, refusedFor };
}

function changed(name: string, make: Forgery["make"], refusedFor: RegExp): Forgery {
  return { kind: "changed-payload", name, door: "key", make, refusedFor };
}

function withoutAuthority(kind: Forgery["kind"], name: string, who: keyof Cast, refusedFor: RegExp): Forgery {
  return { kind, name, door: "key", make: ({ gate, cast }) => decide(cast[who], gate, approve), refusedFor };
}

function byAda({ gate, cast }: Scene, changes?: Readonly<Record<string, unknown>>): Decision {
  return decide(cast.ada, gate, approve, changes);
}

function withoutSignature(decision: Decision): unknown {
  const { signature: _, ...rest } = decision;
  return rest;
}
