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
import type { ConnectAnswer, KeyOrigin } from "#ipc/environment-settings.ts";
import { keyName } from "./environment-keys.ts";
import type { SettingsStore, StoredEnvironment } from "./settings.ts";

export interface ConnectionPorts {
  readonly vault: SecretVault;
  readonly settings: SettingsStore;
  readonly timer: Timer;
  /** True where only this machine may be spoken to. */
  readonly loopbackOnly: boolean;
  /** How long an environment's first look waits, milliseconds: while the window opens, its page comes first. */
  readonly firstLookMs: () => number;
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
      const { secret } = parseSecretKey(secretKey);
      return await connectOnce(ports, console, { address, secretKey: secret, name, keyOrigin: "pasted" });
    } catch (error) {
      return refusalOf(error);
    }
  };
}

/** Tests a key, whoever brought it, and connects where it works. @throws ConsoleError in words, see {@link connect}. */
export async function connectOnce(ports: ConnectionPorts, console: Console, given: GivenKey): Promise<ConnectAnswer> {
  const refused = await testKey(ports, given.address, given.secretKey);
  if (refused !== undefined) return refused;
  const { id } = environmentOf(ports, given);
  // Two projects may have an environment of the same kind at one address: the second must not take the first's place.
  const isTaken = ports.settings.read().environments.some((known) => known.id === id);
  if (isTaken && (await ports.vault.read(keyName(id))) !== undefined)
    return {
      result: "refused",
      cause: "name-taken",
      message:
        "An environment of this name is connected already. Give this one another name, or replace the other's key in the settings.",
    };
  return { result: "connected", environmentId: await connect(ports, console, given) };
}

/** Asks the server once with that key; what it objected to, in words, or undefined where it works. */
export async function testKey(
  ports: ConnectionPorts,
  address: string,
  key: Secret,
): Promise<Extract<ConnectAnswer, { result: "refused" }> | undefined> {
  const answer = await ports.probe(checkAddress(ports, address), async () => key);
  return answer.ok ? undefined : { result: "refused", cause: answer.cause, message: answer.message };
}

/** What was refused in words is an answer; anything else is thrown on. */
export function refusalOf(error: unknown): ConnectAnswer {
  if (error instanceof ConsoleError) return { result: "refused", cause: error.code, message: error.message };
  throw error;
}

/** Asks the server anew, as after a new key; its gates stay on the screen meanwhile. */
export function reconnect(ports: ConnectionPorts, console: Console, environment: StoredEnvironment): void {
  console.addEnvironment(setupOf(ports, environment));
}

export function kindOfKey(kind: KeyKind): StoredEnvironment["kind"] {
  return kinds[kind];
}

interface GivenKey {
  readonly address: string;
  readonly secretKey: Secret;
  readonly name: string;
  readonly keyOrigin: KeyOrigin;
}

/**
 * Whether what is connected has that very key, from the same place.
 *
 * @throws ConsoleError like {@link connect}.
 */
export async function isConnectedWith(ports: ConnectionPorts, console: Console, given: GivenKey): Promise<boolean> {
  const { id } = environmentOf(ports, given);
  const known = ports.settings.read().environments.find((one) => one.id === id);
  if (known?.keyOrigin !== given.keyOrigin || console.environment(id) === undefined) return false;
  return (await ports.vault.read(keyName(id)))?.reveal() === parseSecretKey(given.secretKey.reveal()).secret.reveal();
}

/**
 * Takes a key over: into the vault, the environment into the settings, and connects. Nothing is asked of the server yet.
 *
 * @throws ConsoleError `session/address-refused` or `session/key-malformed` in words.
 */
export async function connect(ports: ConnectionPorts, console: Console, given: GivenKey): Promise<string> {
  const asked = environmentOf(ports, given);
  const { id } = asked;
  const known = ports.settings.read().environments;
  const before = known.find((one) => one.id === id);
  // What the operator chose for it stays, its name above all.
  const environment = { ...asked, ...before, keyOrigin: given.keyOrigin };
  // The vault binds the key to the address that the settings name, so they come first.
  ports.settings.change({
    environments:
      before === undefined ? [...known, environment] : known.map((one) => (one === before ? environment : one)),
  });
  await ports.vault.write(keyName(id), parseSecretKey(given.secretKey.reveal()).secret);
  console.addEnvironment(setupOf(ports, environment));
  return id;
}

/** The environment that this key would be; its id is made of what it was first called. */
function environmentOf(ports: ConnectionPorts, given: GivenKey): StoredEnvironment {
  const { origin } = checkAddress(ports, given.address);
  const kind = kindOfKey(parseSecretKey(given.secretKey.reveal()).environment);
  const name = given.name.trim() || new URL(origin).host;
  return { id: nodeCrypto.sha256([origin, kind, name].join("\n")).slice(0, 12), name, kind, address: origin };
}

function setupOf(ports: ConnectionPorts, environment: StoredEnvironment): EnvironmentSetup {
  return {
    id: environment.id,
    name: environment.name,
    kind: environment.kind,
    address: environment.address,
    firstLookMs: ports.firstLookMs(),
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
