import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeGate } from "#test/console/gates.ts";
import { askConsole, tellConsole } from "#test/crash/ask-console.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { openConsole } from "#test/e2e/open-console.ts";

async function openSandbox(): Promise<StartedSandbox> {
  const sandbox = await startSandbox({ args: ["--no-worker"] });
  onTestFinished(() => sandbox.stop());
  return sandbox;
}

const waiting = { tab: "waiting", search: "", order: "age", offset: 0, limit: 50 } as const;

test("40: two environments stand in one queue, each with its own key and poller; one is renamed, coloured, and left", async () => {
  const [first, second] = await Promise.all([openSandbox(), openSandbox()]);
  const { page } = await openConsole({ env: { COUNTERSIGN_UNDO_SECONDS: "60" } });
  const { operator } = await tellConsole(page, "session.get", {});
  const ids: string[] = [];
  for (const [sandbox, name] of [
    [first, "Treasury"],
    [second, "Payroll"],
  ] as const) {
    const { url, secretKey } = sandbox.ready();
    const answer = await tellConsole(page, "session.connect", { address: url, secretKey, name });
    ids.push(answer.result === "connected" ? answer.environmentId : answer.message);
  }
  const [treasury = "", payroll = ""] = ids;
  await writeGate(first, operator.keyId, { title: "Pay a supplier" });
  const gate = await writeGate(second, operator.keyId, { title: "Pay a salary" });
  const listed = async () => {
    const { rows } = await tellConsole(page, "queue.page", waiting);
    return rows.map((row) => `${row.environmentId} ${row.title}`).toSorted();
  };
  await tellConsole(page, "queue.refresh", {});
  const both = [`${treasury} Pay a supplier`, `${payroll} Pay a salary`].toSorted();
  await expect.poll(listed, { timeout: 20_000 }).toEqual(both);

  await tellConsole(page, "environments.change", { id: payroll, name: "Salaries", colour: "teal" });
  const { environments } = await tellConsole(page, "session.get", {});
  expect(environments.map(({ id, name, colour, keyOrigin }) => ({ id, name, colour, keyOrigin }))).toEqual([
    { id: treasury, name: "Treasury", keyOrigin: "pasted" },
    { id: payroll, name: "Salaries", colour: "teal", keyOrigin: "pasted" },
  ]);

  const { secretKey } = second.ready();
  expect(
    await askConsole(page, "environments.replaceKey", { id: payroll, secretKey: "tr_prod_abcdefgh12345678" }),
  ).toMatchObject({ value: { result: "refused", cause: "wrong-environment" } });
  expect(
    await askConsole(page, "environments.replaceKey", { id: payroll, secretKey: "tr_dev_abcdefgh12345678" }),
  ).toMatchObject({ value: { result: "refused", cause: "unauthorized" } });
  expect(await askConsole(page, "environments.replaceKey", { id: payroll, secretKey })).toMatchObject({
    value: { result: "connected" },
  });

  // A decision that is held needs its environment: it cannot be removed until the decision is undone.
  await expect
    .poll(async () => (await tellConsole(page, "card.open", { tokenId: gate.tokenId })).condition.kind, {
      timeout: 20_000,
    })
    .toBe("ready");
  const { digest = "" } = await tellConsole(page, "card.open", { tokenId: gate.tokenId });
  await tellConsole(page, "card.painted", { tokenId: gate.tokenId, digest });
  const reject = { tokenId: gate.tokenId, digest, verdict: "reject" as const, edits: [], comment: "no" };
  await expect.poll(async () => await askConsole(page, "decisions.record", reject)).toMatchObject({ ok: true });
  expect(await askConsole(page, "environments.remove", { id: payroll })).toMatchObject({
    error: { code: "session/decisions-on-the-way" },
  });
  const [held] = await tellConsole(page, "decisions.recent", {});
  await tellConsole(page, "decisions.undo", { decisionId: held?.decisionId ?? "" });
  await tellConsole(page, "environments.remove", { id: payroll });
  expect(await listed()).toEqual([`${treasury} Pay a supplier`]);
  expect(await tellConsole(page, "decisions.recent", {})).toHaveLength(1);
  expect((await tellConsole(page, "session.get", {})).environments).toHaveLength(1);
});

test("39: the key comes from a file or from the start's environment, tested, without the window ever seeing it", async () => {
  const sandbox = await openSandbox();
  const { url, secretKey } = sandbox.ready();
  const { app, page, home } = await openConsole();
  const file = join(home, "keys.env");
  await writeFile(file, `TRIGGER_SECRET_KEY=${secretKey}\n`);
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await page.getByLabel("Server address").fill(url);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByRole("button", { name: "Read the key from a file…" }).click();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor({ state: "attached" });
  const session = await tellConsole(page, "session.get", {});
  expect([session.operator.name, session.environments.map(({ keyOrigin }) => keyOrigin)]).toEqual(["Ada", ["file"]]);
  expect(JSON.stringify(session) + (await page.content())).not.toContain(secretKey);
});

test("39: a key that the start brought along and that is none does not stop the start; the window names the cause", async () => {
  const { page } = await openConsole({ env: { TRIGGER_SECRET_KEY: "tr_pat_not_the_right_kind" } });
  await page.getByLabel("Server address").fill("http://127.0.0.1:9");
  await page.getByRole("button", { name: "Use the key in TRIGGER_SECRET_KEY" }).click();
  await page.getByRole("alert").filter({ hasText: "This is a personal access token." }).waitFor();
});
