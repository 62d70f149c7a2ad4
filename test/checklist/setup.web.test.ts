import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { tokenIdOf } from "#test/web/sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("39: the first start asks for the key, names what is wrong with it, and shows the operator's line", async () => {
  const { page, main, complaints, close } = await openWindow(browser, {
    prepare: (scripted) => {
      scripted.session = { ...scripted.session, environments: [] };
    },
  });
  await page.getByLabel("Line for operators.json").filter({ hasText: main.session.operator.keyId }).waitFor();
  const key = page.getByLabel("Secret key");
  await key.fill("hello");
  await page.getByRole("button", { name: "Test and connect" }).click();
  await page.getByText("A secret key starts with", { exact: false }).waitFor();
  await key.fill("tr_dev_wrong");
  await page.getByRole("button", { name: "Test and connect" }).click();
  await page.getByRole("alert").filter({ hasText: "does not know this key (401)" }).waitFor();
  expect(await page.content()).not.toContain("tr_dev_wrong");
  expect(await complaints()).toEqual([]);
  await close();
});

test.each([
  ["no such host", "The name api.example.dev is not known (DNS)."],
  ["a certificate", "The server's certificate is not trusted (TLS)."],
  ["an unknown key", "The server does not know this key (401)."],
  ["a key of limited rights", "This key may not list waiting tokens (403)."],
  ["another environment", "This is the key of a development environment."],
])(
  "39: where the test of the key fails for %s, the cause stands beside the form and everything typed is kept",
  async (_cause, message) => {
    const { page, main, close } = await openWindow(browser, {
      prepare: (scripted) => {
        scripted.session = { ...scripted.session, environments: [] };
      },
    });
    Object.assign(main.handlers, { "session.connect": async () => ({ result: "refused", cause: "test", message }) });
    await page.getByLabel("Server address").fill("https://api.example.dev");
    await page.getByLabel("Secret key").fill("tr_dev_abcdefgh12345678");
    await page.getByRole("button", { name: "Test and connect" }).press("Enter");
    await page.getByRole("alert").filter({ hasText: message }).waitFor();
    expect(await page.getByLabel("Server address").inputValue()).toBe("https://api.example.dev");
    expect(await page.getByLabel("Secret key").inputValue()).toBe("tr_dev_abcdefgh12345678");
    await close();
  },
);

test("40: each environment shows its state, kind, address and key, and takes another name and colour", async () => {
  const { page, main, complaints, close } = await openWindow(browser);
  main.session = {
    ...main.session,
    environments: main.session.environments.map((one) => ({ ...one, keyOrigin: "file" })),
  };
  await page.reload();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: "Environments" }).click();
  const list = page.getByRole("tabpanel").getByRole("list", { name: "Environments" });
  const sandbox = list.getByRole("listitem", { name: "Sandbox" });
  await sandbox.getByText("Development · http://127.0.0.1:3030 · key from a file").waitFor();
  await sandbox.getByText("Online").waitFor();
  await sandbox.getByLabel("Colour").selectOption("Teal");
  await page.locator("[data-colour='teal']").first().waitFor();
  await list.getByRole("listitem", { name: "Treasury" }).getByText("Production is always red.").waitFor();

  await sandbox.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Playground");
  await page.keyboard.press("Enter");
  await list.getByRole("listitem", { name: "Playground" }).waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("40: production is a red band with its name above the card, a mark on its row, and red whatever is chosen", async () => {
  const { page, main, complaints, close } = await openWindow(browser);
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  const [sandbox, treasury] = main.session.environments;
  if (sandbox === undefined || treasury === undefined) throw new Error("Two environments were expected.");
  main.session = { ...main.session, environments: [sandbox, { ...treasury, colour: "teal" }] };
  main.nudge({ topic: "session.changed" });
  main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("production") });
  const band = page.getByText("Real money and real data").locator("..");
  await band.getByText("Production", { exact: true }).waitFor();
  await band.getByText("Treasury").waitFor();
  await band.getByText("https://api.trigger.dev").waitFor();
  const red = (element: Element) => getComputedStyle(element).backgroundColor;
  expect(await band.evaluate(red)).toBe("rgb(163, 20, 28)");
  const row = page.getByRole("listitem", { name: "Release the November payroll" });
  expect(await row.getByText("Prod", { exact: true }).evaluate(red)).toBe("rgb(163, 20, 28)");
  main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("acme") });
  await page.getByRole("main").getByText("Development", { exact: true }).waitFor();
  expect(await page.getByText("Real money and real data").count()).toBe(0);
  expect(await complaints()).toEqual([]);
  await close();
});
