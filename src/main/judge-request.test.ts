import { expect, test } from "vitest";
import { type Asking, type OwnWindow, refuseRequest } from "./judge-request.ts";

const mainFrame = { processId: 4, routingId: 1, url: "app://ui/index.html" };
const ownPage: Asking = { sender: { id: 7 }, senderFrame: mainFrame };
const window: OwnWindow = { isDestroyed: () => false, webContents: { id: 7, mainFrame } };
const inTime = () => true;

test("the window's own page is heard", () => {
  expect(refuseRequest(ownPage, window, { method: "session.get", input: {} }, inTime)).toBeUndefined();
});

test.each<[string, Asking, OwnWindow | undefined]>([
  ["another window", { ...ownPage, sender: { id: 8 } }, window],
  ["a frame inside the page", { ...ownPage, senderFrame: { ...mainFrame, routingId: 2 } }, window],
  ["a frame of another process", { ...ownPage, senderFrame: { ...mainFrame, processId: 5 } }, window],
  ["another page in our frame", { ...ownPage, senderFrame: { ...mainFrame, url: "app://other/index.html" } }, window],
  [
    "a page whose address begins like ours",
    { ...ownPage, senderFrame: { ...mainFrame, url: "app://ui/index.html?x" } },
    window,
  ],
  ["a frame that is gone", { ...ownPage, senderFrame: null }, window],
  ["a window that is gone", ownPage, { ...window, isDestroyed: () => true }],
  ["nobody's window", ownPage, undefined],
])("%s is not heard", (_who, asking, own) => {
  expect(refuseRequest(asking, own, {}, inTime)).toMatch(/own page/u);
});

test("a stranger does not use up what our own page may ask", () => {
  let asked = 0;
  const mayPass = () => (asked += 1) > 0;
  refuseRequest({ ...ownPage, senderFrame: null }, window, {}, mayPass);
  refuseRequest(ownPage, window, {}, mayPass);
  expect(asked).toBe(1);
});

test("too often, too much and too deep are refused in words", () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  expect([
    refuseRequest(ownPage, window, {}, () => false),
    refuseRequest(ownPage, window, { text: "x".repeat(64 * 1024) }, inTime),
    refuseRequest(ownPage, window, circle, inTime),
  ]).toEqual([
    "The window asked too often; wait a moment.",
    "The window sent more than a request may hold.",
    "The window sent more than a request may hold.",
  ]);
});
