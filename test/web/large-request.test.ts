import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { excerptOf } from "#core/request-excerpt.ts";
import type { CardView } from "#ipc/views.ts";
import { type OpenedWindow, launchChromium, openWindow } from "./open-window.ts";
import { tokenIdOf } from "./sample-gates.ts";

let browser: Browser;
let opened: OpenedWindow;
beforeAll(async () => {
  browser = await launchChromium();
  opened = await openWindow(browser);
  await opened.page.getByRole("list", { name: "Waiting gates" }).waitFor();
});
afterAll(async () => {
  await opened.close();
  await browser.close();
});

const card = () => opened.page.getByRole("region").filter({ has: opened.page.getByRole("heading", { level: 2 }) });
const payload = {
  ref: "approval_payloads/run_a-1",
  bytes: 3_000_000,
  digest: `sha256-${"a".repeat(64)}`,
  mediaType: "application/json" as const,
};

/** Puts the sample gate with the large request into that state, and shows it. */
async function show(change: Partial<CardView>): Promise<void> {
  const gate = opened.main.gates.find((one) => one.row.tokenId === tokenIdOf("payload"));
  if (gate?.card.request === undefined) throw new Error("There is no such sample.");
  Object.assign(gate.card, { request: { ...gate.card.request, payload }, large: undefined }, change);
  opened.main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("payload") });
  opened.main.nudge({ topic: "card.changed", tokenId: tokenIdOf("payload") });
}

test("progress is told in megabytes; a reason that is being typed stays when the rest arrives, and then Approve is on", async () => {
  await show({ condition: { kind: "payload-loading", bytes: 3_000_000, received: 1_048_576 } });
  const note = card().getByRole("note", { name: "The full request is being read" });
  await note.getByText("1 MB of 2.9 MB").waitFor();
  expect(await note.getByRole("progressbar").getAttribute("value")).toBe("1048576");
  const approve = card().getByRole("button", { name: "Approve", exact: true });
  expect(await approve.isDisabled()).toBe(true);
  await card().getByLabel("Reason").fill("Half a tho");
  opened.main.parameters = Array.from({ length: 250 }, (_, index) => ({
    path: `/lines/${index}`,
    label: `Line ${index + 1}`,
    depth: 1,
    input: "text" as const,
    value: index === 0 ? "x".repeat(200) : `4400;${index}.00`,
    ...(index === 0 && { length: 99_000 }),
  }));
  await show({ condition: { kind: "ready" }, large: { bytes: 3_000_000, rows: 250 } });
  await card().getByText("100 of 250 lines").waitFor();
  await approve.and(opened.page.locator(":enabled")).waitFor();
  expect(await card().getByLabel("Reason").inputValue()).toBe("Half a tho");
  await card().getByLabel("Reason").fill("");
});

test("the rest of the rows, and of a long text, comes when it is asked for", async () => {
  await card().getByRole("button", { name: "Show 100 more lines" }).click();
  await card().getByRole("button", { name: "Show 50 more lines" }).click();
  await card().getByText("250 of 250 lines").waitFor();
  await card().getByText("Line 250", { exact: true }).waitFor();
  await card().getByRole("button", { name: "Show all 99,000 characters" }).click();
  const box = card().getByRole("textbox", { name: "Line 1", exact: true });
  await card().getByText("65,536 of").waitFor();
  await card().getByRole("button", { name: "Show more", exact: true }).click();
  await card().getByText("65,536 of").waitFor({ state: "detached" });
  expect((await box.inputValue()).length).toBe(81_000);
});

test.each([
  ["too-large", "The request is too large to be read here"],
  ["missing", "The full request is gone"],
  ["unanswered", "Nobody hands out the full request"],
  ["failed", "The full request could not be read"],
  ["refused", "The full request may not be read"],
  ["wrong-page", "The pages do not belong to this request"],
  ["wrong-digest", "The full request was changed"],
  ["unreadable", "The full request cannot be read"],
  ["contradicts", "The full request contradicts itself"],
] as const)("%s is a named state that can be turned down and not approved", async (problem, words) => {
  await show({ condition: { kind: "payload-failed", bytes: 3_000_000, problem, detail: "as it was told" } });
  const note = card().getByRole("note", { name: words });
  await note.getByText("Nothing was decided.", { exact: false }).waitFor();
  expect(await card().getByRole("button", { name: "Approve", exact: true }).isDisabled()).toBe(true);
  expect(await card().getByRole("button", { name: "Reject", exact: true }).isDisabled()).toBe(false);
  const again = note.getByRole("button", { name: "Try again" });
  expect(await again.count()).toBe(problem === "too-large" ? 0 : 1);
  if (problem !== "missing") return;
  await again.click();
  await expect.poll(() => opened.main.readAgain).toBe(1);
});

test("an ordinary request of many values shows two hundred of them, and the rest when it is asked for", async () => {
  const gate = opened.main.gates.find((one) => one.row.tokenId === tokenIdOf("acme"));
  if (gate?.card.request === undefined) throw new Error("There is no such sample.");
  const many = Array.from({ length: 300 }, (_, index) => `value ${index}`);
  gate.card = {
    ...gate.card,
    digest: payload.digest,
    request: { ...gate.card.request, parameters: { many }, parametersSchema: {}, editable: ["/many"] },
  };
  opened.main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("acme") });
  opened.main.nudge({ topic: "card.changed", tokenId: tokenIdOf("acme") });
  await card().getByRole("textbox", { name: "many 200", exact: true }).waitFor();
  expect(await card().getByRole("textbox", { name: "many 201", exact: true }).count()).toBe(0);
  await card().getByRole("button", { name: "Show 100 more fields" }).click();
  expect(await card().getByRole("textbox", { name: "many 300", exact: true }).inputValue()).toBe("value 299");
});

test("an entry of a long list is edited where it is, and the edit goes out at its own pointer", async () => {
  const gate = opened.main.gates.find((one) => one.row.tokenId === tokenIdOf("payload"));
  if (gate?.card.request === undefined) throw new Error("There is no such sample.");
  const entries = Array.from({ length: 4_000 }, (_, index) => ({ memo: `Line number ${index}` }));
  const inline = { ...gate.card.request, payload };
  const whole = {
    ...inline,
    parameters: { ...inline.parameters, entries },
    parametersSchema: { type: "object", properties: { entries: { type: "array", title: "Line" } } },
    editable: ["/entries/2999/memo"],
  };
  await show({
    condition: { kind: "ready" },
    request: excerptOf(inline, whole).request,
    large: { bytes: 3_000_000, rows: 250 },
  });
  const group = card().getByRole("group", { name: "Line 3000" });
  await group.getByLabel("memo").fill("The one before the last");
  await card().getByRole("button", { name: "Approve", exact: true }).click();
  await expect
    .poll(() => opened.main.recorded.at(-1)?.edits)
    .toEqual([{ op: "replace", path: "/entries/2999/memo", value: "The one before the last" }]);
});

test("nothing of all this broke the window's policy or threw", async () => {
  expect(await opened.complaints()).toEqual([]);
});
