import { expect, test } from "vitest";
import { findUpdateFeed } from "./update-feed.ts";

const signed = { countersign: { updateFeed: "https://updates.example.com/countersign/" } };

test("a signed build on macOS or Windows has the feed that it was made for", () => {
  for (const platform of ["darwin", "win32"] as const) {
    expect(findUpdateFeed({ packaged: true, platform, manifest: signed })).toEqual({
      kind: "on",
      feed: "https://updates.example.com/countersign/",
    });
  }
});

test("a build that was not signed has none, nor one on Linux, where nothing checks a signature", () => {
  const off = { kind: "off", reason: "unsigned" };
  for (const manifest of [{}, { name: "countersign", countersign: {} }, null, "text"]) {
    expect(findUpdateFeed({ packaged: true, platform: "win32", manifest })).toEqual(off);
  }
  expect(findUpdateFeed({ packaged: true, platform: "linux", manifest: signed })).toEqual(off);
});

test("a console run from its sources replaces nothing", () => {
  expect(findUpdateFeed({ packaged: false, platform: "win32", manifest: signed })).toEqual({
    kind: "off",
    reason: "from-source",
  });
});

test.each([
  "http://updates.example.com/",
  "http://127.0.0.1:8080/",
  "https://user:word@updates.example.com/",
  "https://updates.example.com@evil.dev/",
  "https:updates.example.com",
  "https://updates.example.com/?channel=x",
  "https://updates.example.com/#x",
  "HTTPS://updates.example.com/",
  "file:///tmp/feed",
  "//updates.example.com/",
  "",
])("no update comes from %j", (updateFeed) => {
  const manifest = { countersign: { updateFeed } };
  expect(findUpdateFeed({ packaged: true, platform: "win32", manifest })).toEqual({
    kind: "off",
    reason: "feed-refused",
  });
});
