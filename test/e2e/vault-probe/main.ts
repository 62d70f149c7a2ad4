import "#main/prelude.ts";
import { app } from "electron";
import { Secret } from "#core/secret.ts";
import { createSafeStorageWrapper } from "#main/safe-storage-wrapper.ts";
import { openVault } from "#main/vault.ts";

// The real vault in a real Electron without a window: opens, reads, writes where it is told to, says what it found and ends.
const { VAULT_PATH = "", VAULT_WRITE } = process.env;

void probe();

async function probe(): Promise<void> {
  await app.whenReady();
  const problems: string[] = [];
  const vault = await openVault({
    path: VAULT_PATH,
    wrapper: createSafeStorageWrapper(),
    bindingOf: () => "probe",
    report: (problem) => problems.push(problem),
    now: () => 1,
  });
  const found = (await vault.read("probe"))?.reveal() ?? null;
  if (VAULT_WRITE !== undefined) await vault.write("probe", new Secret(VAULT_WRITE));
  const after = (await vault.read("probe"))?.reveal() ?? null;
  process.stdout.write(`${JSON.stringify({ found, after, status: vault.status(), problems })}\n`);
  app.exit(0);
}
