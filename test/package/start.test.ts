import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Operators } from "#core/operators.ts";
import { sampleGates } from "#sandbox/gates/sample-gates.ts";
import { writeGates } from "#sandbox/gates/write-gates.ts";
import { openTestServer } from "#test/sandbox/open-server.ts";
import { type Desktop, openDesktop } from "./desktop.ts";

const { installed } = inject("packaged");
const countersign = join(installed, "countersign");
let desktop: Desktop;

beforeAll(async () => {
  desktop = await openDesktop();
});
afterAll(() => desktop.close());

test("installed from the .deb, the console approves a gate for an ordinary person, in Chromium's own sandbox", async () => {
  const server = await openTestServer();
  const home = desktop.makeHome();
  const operators = join(home, "operators.json");
  const env = {
    COUNTERSIGN_HOME: home,
    COUNTERSIGN_OPERATORS: operators,
    COUNTERSIGN_UNDO_SECONDS: "0",
    TRIGGER_API_URL: server.url,
    TRIGGER_SECRET_KEY: server.identity.secretKey,
  };
  desktop.start(countersign, ["--disable-gpu"], env);

  await expect.poll(() => existsSync(operators), { timeout: 20_000 }).toBe(true);
  const [operator] = Operators.parse(JSON.parse(readFileSync(operators, "utf8")));
  const [gate] = writeGates(server.sandbox, sampleGates(1, Date.now(), [operator?.keyId ?? ""]));
  const window = await findWindow();
  const renderer = findRenderer();
  const status = readFileSync(`/proc/${renderer}/status`, "utf8");
  expect(/^NSpid:\s+(.*)$/mu.exec(status)?.[1]?.split(/\s+/u).length).toBeGreaterThan(1);
  expect(/^Seccomp:\s+(\d)$/mu.exec(status)?.[1]).toBe("2");

  // A person would look for the card to appear; the keys do nothing before it has, and nothing after it is decided.
  const token = async () => server.api.retrieveWaitpointToken(gate?.tokenId ?? "");
  for (let attempt = 0; attempt < 20 && (await token()).status === "WAITING"; attempt++) {
    await press(window, "j");
    await sleep(1_000);
    await press(window, "a");
    await sleep(500);
  }

  const settled = await token();
  expect(settled.status).toBe("COMPLETED");
  expect(JSON.parse(String(settled.output))).toMatchObject({
    json: { verdict: "approve", tokenId: gate?.tokenId, operator: { keyId: operator?.keyId } },
  });
  // Its second start is a link for the first one.
  const again = await desktop.run(countersign, [`countersign://gate/${gate?.tokenId}`], { env });
  expect(again.code).toBe(0);
  expect(readFileSync(join(home, "logs", "console.log"), "utf8")).not.toContain("[error]");
});

async function findWindow(): Promise<string> {
  const search = async () =>
    (await desktop.run("xdotool", ["search", "--onlyvisible", "--name", "^Countersign$"])).stdout.trim();
  await expect.poll(search, { timeout: 20_000 }).not.toBe("");
  return search();
}

async function press(window: string, key: string): Promise<void> {
  const pressed = await desktop.run("xdotool", ["windowfocus", "--sync", window, "key", key]);
  expect(pressed.stderr).toBe("");
}

function findRenderer(): string {
  const found = readdirSync("/proc").find(
    (pid) =>
      /^\d+$/u.test(pid) &&
      commandLineOf(pid).startsWith(countersign) &&
      commandLineOf(pid).includes("--type=renderer"),
  );
  expect(found).toBeDefined();
  return found ?? "";
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
}
