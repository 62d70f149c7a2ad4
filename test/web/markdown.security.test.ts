import { expect, onTestFinished, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { sampleGate } from "./sample-gates.ts";
import { sampleRequest } from "./sample-request.ts";

const MARKDOWN = [
  "[approve](javascript:alert(1))",
  "![](file:///etc/passwd)",
  "<img src=x onerror=alert(1)>",
  "<webview src=https://evil.dev nodeintegration>",
  "```\n<script>require('child_process').exec('calc')</script>\n```",
].join("\n");

test("Atom: markdown in a request is text; nothing of it becomes a link, a picture or a script", async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const request = sampleRequest({
    summary: MARKDOWN,
    effect: MARKDOWN,
    parameters: { ...sampleRequest().parameters, reference: MARKDOWN },
    conversation: [{ operator: MARKDOWN.slice(0, 250), comment: MARKDOWN, at: "2026-11-22T14:02:11Z" }],
  });
  const { page, complaints } = await openWindow(browser, {
    gates: [sampleGate({ name: "acme", request }, Date.now())],
  });
  const outside: string[] = [];
  page.on("request", (asked) => outside.push(asked.url()));
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => outside.push(dialog.message())));
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  await page.getByText("[approve](javascript:alert(1))").first().waitFor();

  expect(await page.locator("#root :is(a, img, script, webview, iframe, object, embed)").count()).toBe(0);
  expect(outside.filter((url) => /evil\.dev|file:|^1$/u.test(url))).toEqual([]);
  expect(await complaints()).toEqual([]);
});
