import { expect, test } from "vitest";
import { findDeepLink } from "./deep-link.ts";
import { openExternal } from "./open-external.ts";
import { refuseStart } from "./start-guards.ts";

// One test for each kind of attack that took over an app like this one, named after it. docs/security.md lists them.

test.each([
  ["CVE-2020-25019 (Jitsi)", "file:///usr/bin/xcalc"],
  ["CVE-2020-25019 (Jitsi), by a share", "smb://evil.dev/share/run.desktop"],
  ["GHSA-5gpx-9976-ggpm (Wire)", "file://evil.dev/share/calc.exe"],
  ["Rocket.Chat", "\\\\evil.dev\\share\\calc.exe"],
  ["a handler of Windows", "ms-msdt:/id PCWDiagnostic /skip force"],
  ["a script", "javascript:alert(1)"],
  ["a host in the credentials", "https://cloud.trigger.dev@evil.dev/"],
])("%s: openExternal opens nothing of %s", async (_id, url) => {
  const openedUrls: string[] = [];
  const open = async (address: string): Promise<void> => void openedUrls.push(address);
  expect(await openExternal(url, ["cloud.trigger.dev"], open)).toBe(false);
  expect(openedUrls).toEqual([]);
});

test.each([
  ["countersign://gate/waitpoint_abcdefghij", "--gpu-launcher=calc"],
  ['countersign://gate/waitpoint_abcdefghij" --gpu-launcher="calc'],
  ["--", "countersign://gate/waitpoint_abcdefghij --renderer-cmd-prefix=calc"],
  ["countersign://gate/waitpoint_abcdefghij/../../decide?verdict=approve"],
])("CVE-2018-1000006: a link carries no switch along (%s)", (...argv) => {
  const found = findDeepLink(["countersign", ...argv]);
  expect([undefined, "waitpoint_abcdefghij"]).toContain(found);
  expect(String(found)).not.toMatch(/calc|verdict/u);
});

test.each(["--inspect=0", "--inspect-brk", "--remote-debugging-port=9222", "--js-flags=--allow-natives-syntax"])(
  "living off the land: an installed console does not start with %s",
  (argument) => {
    const start = { packaged: true, isRoot: false, environment: {}, commandLine: ["countersign", argument] };
    expect(refuseStart(start)).toMatch(/does not start with/u);
  },
);
