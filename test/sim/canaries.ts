/** Credentials planted where a lying or careless other side could put them; none may come out anywhere. */
export const CANARIES = [
  "https://api.trigger.dev/api/v1/waitpoints/tokens/waitpoint_canary/callback/c0ffeec0ffeec0ffeec0ffee",
  "eyJhbGciOiJIUzI1NiJ9.canarycanary.signature",
  "tr_prod_canarycanarycanary",
] as const;

const TELLTALES = ["c0ffeec0ffee", "canarycanary.signature", "tr_prod_canary"] as const;

/** The first planted credential that the text holds. */
export function canaryIn(text: string): string | undefined {
  return TELLTALES.find((telltale) => text.includes(telltale));
}
