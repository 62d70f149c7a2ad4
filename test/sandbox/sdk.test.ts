import { auth, runs, tasks, wait } from "@trigger.dev/sdk";
import { expect, test } from "vitest";
import { openTestServer, type TestServer } from "./open-server.ts";

// The vendor's own SDK, as a console or a task author would call it.

test("a token is created, listed, completed and read back", async () => {
  const server = await openTestServer();
  await asClient(server, async () => {
    const token = await wait.createToken({ timeout: "10m", tags: ["countersign", "b:2", "a:1"] });
    expect(token.url.startsWith(`${server.url}/api/v1/waitpoints/tokens/${token.id}/callback/`)).toBe(true);
    expect(token.publicAccessToken.split(".")).toHaveLength(3);

    const [listed] = (await wait.listTokens({ status: "WAITING", tags: ["countersign"] })).data;
    expect(listed).toMatchObject({ id: token.id, status: "WAITING", tags: ["a:1", "b:2", "countersign"] });
    const read = await wait.retrieveToken(token.id);
    expect(read).toMatchObject({ status: "WAITING", tags: ["countersign", "b:2", "a:1"] });
    expect(read.timeoutAt?.getTime()).toBeGreaterThan(Date.now());

    expect(await wait.completeToken(token.id, { approved: true })).toEqual({ success: true });
    expect(await wait.retrieveToken(token.id)).toMatchObject({ status: "COMPLETED", output: { approved: true } });
  });
});

test("a public access token completes its own token", async () => {
  const server = await openTestServer();
  const token = await asClient(server, () => wait.createToken({ timeout: "10m" }));
  await auth.withAuth({ baseURL: server.url, accessToken: token.publicAccessToken }, () =>
    wait.completeToken(token.id, { approved: true }),
  );
  expect((await server.api.retrieveWaitpointToken(token.id)).status).toBe("COMPLETED");
});

test("a timed-out token reads as an error with the vendor's name", async () => {
  const server = await openTestServer();
  await asClient(server, async () => {
    const token = await wait.createToken({ timeout: "0s" });
    await expect.poll(async () => (await wait.retrieveToken(token)).status, { timeout: 6_000 }).toBe("TIMED_OUT");
    expect((await wait.retrieveToken(token)).error?.name).toBe("WaitpointTimeoutError");
  });
});

test("the same idempotency key finds the same token until its time is over", async () => {
  const server = await openTestServer();
  await asClient(server, async () => {
    const first = await wait.createToken({ idempotencyKey: "approval:1", idempotencyKeyTTL: "3s" });
    const second = await wait.createToken({ idempotencyKey: "approval:1" });
    expect(second).toMatchObject({ id: first.id, isCached: true });
    await new Promise((resolve) => setTimeout(resolve, 3_050));
    const third = await wait.createToken({ idempotencyKey: "approval:1" });
    expect(third.id).not.toBe(first.id);
    expect(third.isCached).toBe(false);
  });
});

test("pages of tokens follow one another, newest first, and several tags mean any of them", async () => {
  const server = await openTestServer();
  await asClient(server, async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      ids.push((await wait.createToken({ tags: [index % 2 === 0 ? "even" : "odd", "all"] })).id);
    }
    const seen: string[] = [];
    for await (const token of wait.listTokens({ tags: ["odd", "even"], limit: 3 })) seen.push(token.id);
    expect(seen).toEqual(ids.toReversed());
    const second = await (await wait.listTokens({ limit: 3 })).getNextPage();
    expect(second.data.map(({ id }) => id)).toEqual([ids[3], ids[2], ids[1]]);
    expect((await second.getPreviousPage()).data.map(({ id }) => id)).toEqual([ids[6], ids[5], ids[4]]);
    expect((await wait.listTokens({ tags: ["odd"] })).data).toHaveLength(3);
    expect((await wait.listTokens({ from: Date.now() + 60_000 })).data).toEqual([]);
  });
});

test("a task is triggered, retrieved and cancelled", async () => {
  const server = await openTestServer();
  await asClient(server, async () => {
    const handle = await tasks.trigger("refund", { amount: 3, at: new Date(0) }, { tags: ["countersign"] });
    const run = await runs.retrieve(handle.id);
    expect(run).toMatchObject({ status: "QUEUED", taskIdentifier: "refund", tags: ["countersign"] });
    expect(run.payload).toMatchObject({ amount: 3 });
    await runs.cancel(handle.id);
    expect((await runs.retrieve(handle.id)).status).toBe("CANCELED");
  });
});

async function asClient<T>({ url, identity }: TestServer, work: () => Promise<T>): Promise<T> {
  return await auth.withAuth({ baseURL: url, accessToken: identity.secretKey }, work);
}
