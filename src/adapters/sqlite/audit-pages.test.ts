import { afterEach, beforeEach, expect, test } from "vitest";
import { decisionId, event, NOON, sampleEntry, tokenId } from "#test/contracts/store/sample-rows.ts";
import { openPorts, type StoreOnDisk } from "#test/fixtures/open-store.ts";
import { type AuditPages, openAuditPages } from "./audit-pages.ts";
import { openMemoryDatabase } from "./open-database.ts";

let store: StoreOnDisk;
let pages: AuditPages;
beforeEach(() => {
  store = openPorts(openMemoryDatabase(), NOON);
  pages = openAuditPages(store.database);
});
afterEach(() => store.database.close());

function record(number: number, title: string): void {
  const decision = { decisionId: decisionId(number) };
  store.outbox.record(sampleEntry(number, { title }), event("decision.recorded", { decision }));
  store.outbox.move(
    decision.decisionId,
    { status: { state: "sending", leaseExpiresAt: 0 } },
    event("decision.sending", decision),
  );
}

const numbers = (search: string, offset = 0, limit = 10) =>
  pages.page({ search, offset, limit }).rows.map(({ seq }) => seq);

test("entries come newest first, a page at a time, each with the decision that it is about", () => {
  record(1, "Pay ACME GmbH");
  store.audit.append(event("environment.removed", { name: "Treasury" }));
  record(2, "Pay Müller AG");
  expect([numbers("", 0, 2), numbers("", 2, 2), numbers("", 4, 2)]).toEqual([[5, 4], [3, 2], [1]]);
  expect(pages.page({ search: "", offset: 1, limit: 1 })).toMatchObject({
    total: 5,
    rows: [
      {
        seq: 4,
        entry: { kind: "decision.recorded" },
        decision: { decisionId: decisionId(2), tokenId: tokenId(2), title: "Pay Müller AG", verdict: "approve" },
      },
    ],
  });
  expect(pages.find(3)).toMatchObject({ entry: { kind: "environment.removed" }, decision: undefined });
});

test("a search finds a gate's entries by a part of its title or by an id, and takes no sign for a joker", () => {
  record(1, 'Pay "100 %" GmbH');
  record(2, "Pay ACME_Ltd");
  expect(numbers("gmbh")).toEqual([2, 1]);
  expect(numbers('"100 %"')).toEqual([2, 1]);
  expect([numbers("100_%"), numbers("100 %"), numbers("acme_l"), numbers("acme%")]).toEqual([[], [2, 1], [4, 3], []]);
  expect(numbers(decisionId(2))).toEqual([4, 3]);
  expect(numbers(tokenId(1))).toEqual([2, 1]);
  expect(pages.page({ search: "pay", offset: 0, limit: 1 }).total).toBe(4);
});

test("an entry that was damaged is listed as one that cannot be read, and takes nothing else along", () => {
  record(1, "Pay ACME GmbH");
  store.database.connection.exec("DROP TRIGGER audit_never_changes; UPDATE audit SET data = '{' WHERE seq = 1");
  expect(pages.page({ search: "", offset: 0, limit: 9 }).rows).toMatchObject([
    { seq: 2, decision: { title: "Pay ACME GmbH" } },
    { seq: 1, entry: undefined },
  ]);
});
