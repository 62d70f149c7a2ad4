import { parseSecretKey } from "#core/secret-key.ts";
import type { Console } from "#app/console.ts";
import type { AuditLog, Clock } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import type { Handlers } from "#ipc/contract.ts";
import { type ConnectionPorts, kindOfKey, reconnect, refusalOf, testKey } from "./connections.ts";
import { keyName } from "./environment-keys.ts";
import type { StoredEnvironment } from "./settings.ts";

export interface ChangeEnvironmentsPorts extends ConnectionPorts {
  readonly audit: AuditLog;
  readonly clock: Clock;
}

type EnvironmentHandlers = Pick<Handlers, "environments.change" | "environments.replaceKey" | "environments.remove">;

/** What an operator does to an environment that is connected already. */
export function createEnvironmentHandlers(ports: ChangeEnvironmentsPorts, console: Console): EnvironmentHandlers {
  const all = () => ports.settings.read().environments;

  function find(id: string): StoredEnvironment {
    const environment = all().find((known) => known.id === id);
    if (environment === undefined)
      throw new ConsoleError("session/not-connected", "This environment is not connected any more.");
    return environment;
  }

  function keep(changed: StoredEnvironment): void {
    ports.settings.change({ environments: all().map((known) => (known.id === changed.id ? changed : known)) });
  }

  return {
    "environments.change": async ({ id, name, colour }) => {
      const before = find(id);
      const trimmed = name?.trim() ?? "";
      keep({ ...before, ...(trimmed !== "" && { name: trimmed }), ...(colour !== undefined && { colour }) });
      console.renameEnvironment(id, trimmed === "" ? before.name : trimmed);
      return {};
    },
    "environments.replaceKey": async ({ id, secretKey }) => {
      const environment = find(id);
      try {
        const { secret, environment: keyKind } = parseSecretKey(secretKey);
        const kind = kindOfKey(keyKind);
        if (kind !== environment.kind)
          return {
            result: "refused",
            cause: "wrong-environment",
            message: `This is the key of a ${kind} environment, and this is a ${environment.kind} one. Connect it as another environment instead.`,
          };
        const answer = await testKey(ports, environment.address, secret);
        if (answer !== undefined) return answer;
        await ports.vault.write(keyName(id), secret);
        keep({ ...find(id), keyOrigin: "pasted" });
        reconnect(ports, console, find(id));
        return { result: "connected", environmentId: id };
      } catch (error) {
        return refusalOf(error);
      }
    },
    "environments.remove": async ({ id }) => {
      const { name, kind, address } = find(id);
      console.removeEnvironment(id);
      ports.settings.change({ environments: all().filter((known) => known.id !== id) });
      await ports.vault.remove(keyName(id));
      const data = { environmentId: id, name, kind, address };
      ports.audit.append({ at: ports.clock.now(), kind: "environment.removed", data });
      return {};
    },
  };
}
