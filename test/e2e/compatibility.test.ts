import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { openSecureConsole, type SecureConsole } from "./secure-console.ts";

let opened: SecureConsole;
beforeAll(async () => {
  opened = await openSecureConsole();
  return async () => {
    await opened.close();
    opened.policy.assertNone();
  };
});
beforeEach(() => opened.page.reload());

test("on the compatibility runtime, loopback answers and every other address fails before it is asked", async (context) => {
  const { app } = opened;
  const electron = await app.evaluate(() => process.versions["electron"] ?? "");
  if (Number.parseInt(electron, 10) >= 43) context.skip("this is Electron's own binary, which is not confined");
  const server = createServer((_request, response) => response.end("reached"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const answers = await app.evaluate(
    async ({ session }, urls) => {
      const ask = (partition: Electron.Session, url: string): Promise<string> =>
        partition.fetch(url, { signal: AbortSignal.timeout(5000) }).then(
          (response) => response.text(),
          (error: unknown) => (error instanceof Error ? error.message : "failed"),
        );
      const places = [session.fromPartition("api"), session.fromPartition("other")];
      return Promise.all(urls.flatMap((url) => places.map((place) => ask(place, url))));
    },
    [local, "http://192.0.2.1/", "https://example.com/"],
  );

  expect(answers.slice(0, 2)).toEqual(["reached", "reached"]);
  expect(answers.slice(2).filter((answer) => !/ERR_(NAME_NOT_RESOLVED|BLOCKED_BY_CLIENT)/u.test(answer))).toEqual([]);
});
