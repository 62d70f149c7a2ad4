import { expect, test } from "vitest";
import { openExternal } from "./open-external.ts";

const HOSTS = ["cloud.trigger.dev"];

async function opened(value: unknown): Promise<string[]> {
  const urls: string[] = [];
  await openExternal(value, HOSTS, async (url) => void urls.push(url));
  return urls;
}

test("a page of a listed host opens", async () => {
  expect(await opened("https://cloud.trigger.dev/runs/run_1?tab=trace")).toEqual([
    "https://cloud.trigger.dev/runs/run_1?tab=trace",
  ]);
});

const schemes = [
  "http",
  "file",
  "smb",
  "ms-msdt",
  "javascript",
  "data",
  "vbscript",
  "ssh",
  "mailto",
  "app",
  "ftp",
  "HTTPS ",
];

test.each([
  ...schemes.map((scheme) => `${scheme}://cloud.trigger.dev/`),
  "https:cloud.trigger.dev",
  "https:/cloud.trigger.dev",
  "https:\\\\cloud.trigger.dev",
  "\\\\cloud.trigger.dev\\x",
  "https://evil.dev",
  "https://cloud.trigger.dev.evil.dev",
  "https://evilcloud.trigger.dev",
  "https://trigger.dev",
  "https://cloud.trigger.dev@evil.dev",
  "https://user:pw@cloud.trigger.dev",
  "https://cloud.trigger.dev:8443/",
  "https://cloud.trigger.dev/\r\nX: y",
  "https://cloud.trigger.dev/\0",
  "https://cloud.trigger.dev/\u202Etxt",

  "https://cl\u043Eud.trigger.dev/",
  " https://cloud.trigger.dev/",
  `https://cloud.trigger.dev/${"x".repeat(3000)}`,
  undefined,
  null,
  7,
  {},
  ["https://cloud.trigger.dev/"],
  { toString: () => "https://cloud.trigger.dev/" },
])("%#: anything else opens nothing", async (value) => {
  expect(await opened(value)).toEqual([]);
});
