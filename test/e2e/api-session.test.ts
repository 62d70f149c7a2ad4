import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { openSecureConsole, type SecureConsole } from "./secure-console.ts";

let opened: SecureConsole;
beforeAll(async () => {
  opened = await openSecureConsole();
  return opened.close;
});

test("calls send no cookie and keep none, and give no sign-in to a server that asks for one", async () => {
  const seen: { cookie: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ cookie: request.headers.cookie, authorization: request.headers.authorization });
    if (request.url === "/sign-in") response.writeHead(401, { "www-authenticate": "NTLM, Negotiate" });
    else response.setHeader("set-cookie", "session=planted; Max-Age=9999");
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const kept = await opened.app.evaluate(
    async ({ session }, paths) => {
      const api = session.fromPartition("api");
      for (const path of paths) await api.fetch(path, { credentials: "omit" });
      return {
        cookies: (await api.cookies.get({})).length,
        cacheBytes: await api.getCacheSize(),
        isPersistent: api.isPersistent(),
      };
    },
    [`${origin}/first`, `${origin}/second`, `${origin}/sign-in`],
  );

  expect(kept).toEqual({ cookies: 0, cacheBytes: 0, isPersistent: false });
  expect(seen).toEqual(Array.from({ length: 3 }, () => ({ cookie: undefined, authorization: undefined })));
});
