import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LOGGED_ON_PURPOSE } from "#test/canary/plants.ts";
import { writeGate } from "#test/console/gates.ts";
import { tellConsole } from "#test/crash/ask-console.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";
import { openConsole } from "#test/e2e/open-console.ts";

/** A look that was under way when the gate was written does not know it; the next one comes within seconds. */
const PATIENCE = { timeout: 20_000 };

test("42: the diagnostics file says how everything stands, and holds none of the secrets planted around it", async () => {
  const sandbox = await startSandbox({ args: ["--no-worker"] });
  onTestFinished(() => sandbox.stop());
  const { url, secretKey } = sandbox.ready();
  const { app, page, home } = await openConsole();
  const { operator } = await tellConsole(page, "session.get", {});
  await tellConsole(page, "session.connect", { address: url, secretKey, name: "Treasury" });
  const iban = "DE89370400440532013000";
  await writeGate(sandbox, operator.keyId, {
    title: "Pay Planted Partners KG",
    parameters: { payee: "Planted Partners KG", amount: "98765.43", currency: "EUR", iban },
    money: { amount: "/amount", currency: "/currency", payee: "/payee", account: "/iban" },
  });
  await tellConsole(page, "queue.refresh", {});
  await expect
    .poll(
      async () =>
        (await tellConsole(page, "queue.page", { tab: "waiting", search: "", order: "age", offset: 0, limit: 9 }))
          .total,
      PATIENCE,
    )
    .toBe(1);
  const [row] = (
    await tellConsole(page, "queue.page", { tab: "waiting", search: "", order: "age", offset: 0, limit: 9 })
  ).rows;
  await expect
    .poll(async () => (await tellConsole(page, "card.open", { tokenId: row?.tokenId ?? "" })).request?.title, PATIENCE)
    .toBe("Pay Planted Partners KG");
  await tellConsole(page, "preferences.change", { decisions: { limits: [{ currency: "EUR", amount: "54321.99" }] } });
  const folder = await app.evaluate(({ app: electron }) => electron.getPath("home"));
  const callback = "https://api.trigger.dev/api/v1/waitpoints/tokens/w/callback/9f8e7d6c5b4a39281706f5e4d3c2b1a0";
  const planted = [secretKey, LOGGED_ON_PURPOSE, callback, iban, "98765.43", "Planted Partners KG"];
  await appendFile(join(home, "logs", "console.log"), `[error] ${planted.join(" | ")} ${folder}/x\n`);

  const file = join(home, "diagnostics.json");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  expect(await tellConsole(page, "diagnostics.save", {})).toEqual({ path: file });

  const text = await readFile(file, "utf8");
  for (const secret of [...planted, "9f8e7d6c5b4a", "Pl4nted", "54321.99", `${folder}/x`])
    expect(text).not.toContain(secret);
  const bundle = JSON.parse(text) as Record<string, unknown>;
  expect(bundle).toMatchObject({
    format: "countersign/diagnostics/v1",
    session: { updates: { state: "off", reason: "from-source" } },
    preferences: { appearance: { theme: "system" }, decisions: { undoSeconds: 5, limits: 1 } },
    environments: [{ kind: "development", address: url, link: { state: "online" }, waiting: 1 }],
  });
  expect(JSON.stringify(bundle["log"])).toContain("[removed] | [removed]");
  const checks = (await tellConsole(page, "diagnostics.check", {})).map(({ check, ok }) => [check, ok]);
  expect(checks).toEqual(
    expect.arrayContaining([
      ["connection", true],
      ["clock", true],
      ["disk", true],
      ["database", true],
    ]),
  );
});

test("42: a reset puts every preference back and leaves the environments", async () => {
  const sandbox = await startSandbox({ args: ["--no-worker"] });
  onTestFinished(() => sandbox.stop());
  const { url, secretKey } = sandbox.ready();
  const { page } = await openConsole();
  await tellConsole(page, "session.connect", { address: url, secretKey, name: "Treasury" });
  await tellConsole(page, "preferences.change", { appearance: { theme: "dark" }, decisions: { undoSeconds: 20 } });
  expect(await tellConsole(page, "preferences.reset", {})).toMatchObject({
    appearance: { theme: "system" },
    decisions: { undoSeconds: 5, limits: [] },
  });
  expect((await tellConsole(page, "session.get", {})).environments).toHaveLength(1);
});
