import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { type BaseUrl, parseBaseUrl } from "#adapters/trigger/base-url.ts";
import { createTriggerGateway } from "#adapters/trigger/gateway.ts";
import type { Console } from "#app/console.ts";
import type { EnvironmentSetup } from "#app/environments.ts";
import type { SecretVault, Timer, TriggerGateway } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import type { Secret } from "#core/secret.ts";
import { type EnvironmentKind as KeyKind, parseSecretKey } from "#core/secret-key.ts";
import type { Handlers } from "#ipc/contract.ts";
import type { SettingsStore, StoredEnvironment } from "./settings.ts";

export interface ConnectionPorts {
  readonly vault: SecretVault;
  readonly settings: SettingsStore;
  readonly timer: Timer;
  /** True where only this machine may be spoken to. */
  readonly loopbackOnly: boolean;
  /** Asks once and names the cause in words where it does not answer as Trigger.dev. */
  readonly probe: (baseUrl: BaseUrl, key: () => Promise<Secret>) => Promise<ProbeResult>;
}

type ProbeResult = { readonly ok: true } | { readonly ok: false; readonly cause: string; readonly message: string };

const kinds = {
  dev: "development",
  staging: "staging",
  prod: "production",
  preview: "preview",
} as const satisfies Record<KeyKind, EnvironmentSetup["kind"]>;

/** Connects the environments that the settings remember; their keys come from the vault at each call. */
export function restoreConnections(ports: ConnectionPorts, console: Console): void {
  for (const environment of ports.settings.read().environments) console.addEnvironment(setupOf(ports, environment));
}

/** Tests a key and, where it works, keeps it in the vault and connects. Used by onboarding. */
export function connectTested(ports: ConnectionPorts, console: Console): Handlers["session.connect"] {
  return async ({ address, secretKey, name }) => {
    try {
      const checked = checkAddress(ports, address);
      const { secret } = parseSecretKey(secretKey);
      const answer = await ports.probe(checked, async () => secret);
      if (!answer.ok) return { result: "refused", cause: answer.cause, message: answer.message };
      return {
        result: "connected",
        environmentId: await connect(ports, console, { address, secretKey: secret, name }),
      };
    } catch (error) {
      if (error instanceof ConsoleError) return { result: "refused", cause: error.code, message: error.message };
      throw error;
    }
  };
}

/**
 * Takes a key over: into the vault, the environment into the settings, and connects. Nothing is asked of the server yet.
 *
 * @throws ConsoleError `session/address-refused` or `session/key-malformed` in words.
 */
export async function connect(
  ports: ConnectionPorts,
  console: Console,
  given: { readonly address: string; readonly secretKey: Secret; readonly name: string },
): Promise<string> {
  const { origin } = checkAddress(ports, given.address);
  const { environment: keyKind, secret } = parseSecretKey(given.secretKey.reveal());
  const kind = kinds[keyKind];
  const name = given.name.trim() || new URL(origin).host;
  const id = nodeCrypto.sha256([origin, kind, name].join("\n")).slice(0, 12);
  const environment: StoredEnvironment = { id, name, kind, address: origin };
  const others = ports.settings.read().environments.filter((known) => known.id !== id);
  // The vault binds the key to the address that the settings name, so they come first.
  ports.settings.change({ environments: [...others, environment] });
  await ports.vault.write(keyName(id), secret);
  console.addEnvironment(setupOf(ports, environment));
  return id;
}

function setupOf(ports: ConnectionPorts, environment: StoredEnvironment): EnvironmentSetup {
  return {
    ...environment,
    connect: (onServerTime): TriggerGateway =>
      createTriggerGateway({
        baseUrl: checkAddress(ports, environment.address),
        timer: ports.timer,
        onServerTime,
        key: async () => {
          const key = await ports.vault.read(keyName(environment.id));
          if (key === undefined)
            throw new ConsoleError(
              "gateway/unauthorized",
              "This environment's key is not in the keychain. Enter it again.",
            );
          return key;
        },
      }),
  };
}

function checkAddress(ports: ConnectionPorts, address: string): BaseUrl {
  const baseUrl = parseBaseUrl(address);
  if (ports.loopbackOnly && !baseUrl.loopback)
    throw new ConsoleError(
      "session/address-refused",
      "This start runs on the compatibility runtime, which is end-of-life and may speak to this machine only. Use the sandbox, or start on Electron's own binary.",
    );
  return baseUrl;
}

const KEY_PREFIX = "trigger-key:";

function keyName(environmentId: string): string {
  return KEY_PREFIX + environmentId;
}

/** What a secret of that name is bound to in the vault: an environment's key opens for its own address alone. */
export function bindingOf(settings: SettingsStore, name: string): string {
  if (!name.startsWith(KEY_PREFIX)) return "this-device";
  const id = name.slice(KEY_PREFIX.length);
  return settings.read().environments.find((environment) => environment.id === id)?.address ?? "";
}
