import { expect, test } from "vitest";
import type { QueuePage } from "#ipc/contract.ts";
import { keepRows } from "./keep-rows.ts";

test("the first page is taken as it comes", () => {
  const page = pageOf("a");
  expect(keepRows(undefined, page)).toBe(page);
});

test("a page that says the same is the same page", () => {
  const page = pageOf("a", "b");
  expect(keepRows(page, pageOf("a", "b"))).toBe(page);
});

test("a new row above leaves the others as they were", () => {
  const page = pageOf("a", "b");
  const shared = keepRows(page, pageOf("new", "a", "b"));
  expect(shared).toEqual(pageOf("new", "a", "b"));
  expect(shared.rows.slice(1).map((row) => page.rows.indexOf(row))).toEqual([0, 1]);
});

test("of a page with one changed row, that row alone is new", () => {
  const page = pageOf("a", "b", "c");
  const after = pageOf("a", "b", "c");
  const shared = keepRows(page, {
    ...after,
    rows: after.rows.map((row) => ({ ...row, ...(row.tokenId === "b" && { title: "Refund" }) })),
  });
  expect(shared.rows.map((row) => page.rows.indexOf(row))).toEqual([0, -1, 2]);
  expect(shared.rows[1]?.title).toBe("Refund");
});

test("rows that only changed places are not taken for the page before", () => {
  const page = pageOf("a", "b");
  expect(keepRows(page, pageOf("b", "a")).rows.map(({ tokenId }) => tokenId)).toEqual(["b", "a"]);
});

test("a row that is gone is not kept", () => {
  const page = pageOf("a", "b");
  expect(keepRows(page, pageOf("b"))).toEqual(pageOf("b"));
});

function pageOf(...tokenIds: string[]): QueuePage {
  const rows = tokenIds.map((tokenId): QueuePage["rows"][number] => ({
    tokenId,
    environmentId: "test",
    title: `Gate ${tokenId}`,
    urgency: "normal",
    state: "waiting",
    createdAt: 1,
  }));
  return { rows, snoozed: 0, offset: 0, total: rows.length, waiting: rows.length };
}
