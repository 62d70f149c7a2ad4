import { expect, test } from "vitest";
import { parseBaseUrl } from "./base-url.ts";
import { packetOrigin } from "./packet-origin.ts";

const cloud = parseBaseUrl("https://api.trigger.dev");
const sandbox = parseBaseUrl("http://127.0.0.1:3040");

test.each([
  ["https://packets.r2.cloudflarestorage.com/a/b?X-Amz-Signature=1", "https://packets.r2.cloudflarestorage.com"],
  ["https://api.trigger.dev/packets/1", "https://api.trigger.dev"],
  ["https://store.example.com:9000/p", "https://store.example.com:9000"],
])("a stored page may lie at %s", (url, origin) => {
  expect(packetOrigin(url, cloud)).toBe(origin);
});

test.each([
  "http://packets.example.com/p",
  "https://127.0.0.1/p",
  "https://10.0.0.8/p",
  "https://[::1]/p",
  "https://localhost/p",
  "https://router/p",
  "https://wiki.internal/p",
  "https://nas.local/p",
  "https://2130706433/p",
  "https://user@packets.example.com/p",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "no address",
  "",
])("it is never read from %s", (url) => {
  expect(() => packetOrigin(url, cloud)).toThrow(expect.objectContaining({ code: "gateway/refused" }));
});

test("what the sandbox stores is read from the sandbox alone", () => {
  expect(packetOrigin("http://127.0.0.1:3040/packets/1", sandbox)).toBe(sandbox.origin);
  expect(() => packetOrigin("http://127.0.0.1:3041/packets/1", sandbox)).toThrow("does not read from");
  expect(() => packetOrigin("https://packets.example.com/1", sandbox)).toThrow("does not read from");
});
