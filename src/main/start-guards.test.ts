import { expect, test } from "vitest";
import { refuseStart, type Start } from "./start-guards.ts";

const installed: Start = { packaged: true, isRoot: false, commandLine: ["countersign"], environment: {} };

test("an installed console starts for an ordinary person", () => {
  expect(
    refuseStart({ ...installed, commandLine: ["countersign", "countersign://gate/waitpoint_abcdefghij"] }),
  ).toBeUndefined();
});

test("an installed console refuses root", () => {
  expect(refuseStart({ ...installed, isRoot: true })).toMatch(/does not run as root/u);
});

test("an installed console refuses to have its connections' keys written down", () => {
  expect(refuseStart({ ...installed, environment: { SSLKEYLOGFILE: "/tmp/keys" } })).toMatch(/SSLKEYLOGFILE/u);
});

test.each([
  "--remote-debugging-port=9222",
  "--inspect",
  "--inspect-brk=0",
  "--js-flags=--expose-gc",
  "--no-sandbox",
  "--load-extension=/x",
  "--disable-web-security",
  "--ignore-certificate-errors",
  "--host-rules=MAP * x",
  "--host-resolver-rules=MAP * x",
  "--proxy-server=x:1",
  "--log-net-log=/x",
  "--ssl-key-log-file=/x",
  "--password-store=basic",
  "--user-data-dir=/x",
  "--disable-features=X",
  "-inspect",
  "--INSPECT",
])("an installed console refuses %s", (argument) => {
  expect(refuseStart({ ...installed, commandLine: ["countersign", argument] })).toMatch(/does not start with/u);
});

test("a console run from its sources takes the switches that tests need", () => {
  const start = {
    ...installed,
    packaged: false,
    isRoot: true,
    commandLine: ["electron", "--no-sandbox", "--inspect=0"],
  };
  expect(refuseStart(start)).toBeUndefined();
});
