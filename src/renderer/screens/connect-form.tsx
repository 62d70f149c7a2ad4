import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import { useForm } from "react-hook-form";
import { useClient } from "#renderer/client-context.ts";
import { useSession } from "#renderer/hooks/use-session.ts";
import { refusalWords, useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./connect-form.module.css";

interface ConnectFormProps {
  readonly onConnected?: () => void;
}

interface ConnectDraft {
  readonly address: string;
  readonly secretKey: string;
  readonly name: string;
  readonly environment: string;
}

const CLOUD = "https://api.trigger.dev";

/** Takes the key once, has main test it, and names what is wrong. */
export function ConnectForm({ onConnected }: ConnectFormProps) {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const queries = useQueryClient();
  const { operator, environments, keyInEnvironment } = useSession();
  const isFirst = environments.length === 0;
  const form = useForm<ConnectDraft>({
    defaultValues: { address: environments[0]?.address ?? CLOUD, secretKey: "", name: operator.name, environment: "" },
  });
  const connect = useMutation({
    // SECURITY: read here and not handed over, since what a mutation is given stays in the cache's memory after it.
    mutationFn: async (from: "form" | "file" | "environment") => {
      const { address, secretKey, name, environment } = form.getValues();
      if (isFirst && name.trim() !== "" && name.trim() !== operator.name)
        await client.call("session.rename", { name: name.trim() });
      return from === "form"
        ? client.call("session.connect", { address, secretKey, name: environment })
        : client.call("session.connectFrom", { from, address, name: environment });
    },
    onSuccess: async (answer) => {
      if (answer.result !== "connected") return;
      form.resetField("secretKey");
      await queries.invalidateQueries();
      onConnected?.();
    },
  });
  const refusal = refusalWords(connect, tell);
  const required = words("connect.required");
  const { errors } = form.formState;
  return (
    <form
      className={styles["form"]}
      noValidate
      onSubmit={(event) => void form.handleSubmit(() => connect.mutate("form"))(event)}
    >
      <TextField
        label={words("connect.address")}
        hint={words("connect.address.hint")}
        problem={errors.address?.message}
      >
        {(ids) => <input {...ids} {...form.register("address", { required })} spellCheck={false} autoComplete="off" />}
      </TextField>
      <TextField label={words("connect.key")} hint={words("connect.key.hint")} problem={errors.secretKey?.message}>
        {(ids) => (
          <input
            {...ids}
            {...form.register("secretKey", {
              required,
              validate: (key) => /^tr_(?:dev|stg|preview|prod)_\S+$/u.test(key.trim()) || words("connect.keyShape"),
            })}
            type="password"
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </TextField>
      <div className={styles["elsewhere"]}>
        <Button size="small" disabled={connect.isPending} onClick={() => connect.mutate("file")}>
          {words("connect.fromFile")}
        </Button>
        {keyInEnvironment === true && (
          <Button size="small" disabled={connect.isPending} onClick={() => connect.mutate("environment")}>
            {words("connect.fromEnvironment")}
          </Button>
        )}
      </div>
      <TextField label={words("connect.environment")} hint={words("connect.environment.hint")} problem={undefined}>
        {(ids) => <input {...ids} {...form.register("environment")} maxLength={100} autoComplete="off" />}
      </TextField>
      {isFirst && (
        <TextField label={words("connect.name")} hint={words("connect.name.hint")} problem={errors.name?.message}>
          {(ids) => <input {...ids} {...form.register("name", { required })} maxLength={100} autoComplete="off" />}
        </TextField>
      )}
      {refusal !== undefined && (
        <div role="alert">
          <Banner tone="bad" title={words("connect.refused")}>
            <p>{refusal}</p>
          </Banner>
        </div>
      )}
      <Button type="submit" tone="accent" size="large" disabled={connect.isPending}>
        {words(connect.isPending ? "connect.busy" : "connect.submit")}
      </Button>
    </form>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly problem: string | undefined;
  readonly children: (ids: { id: string; "aria-describedby": string; "aria-invalid": boolean }) => ReactNode;
}

function TextField({ label, hint, problem, children }: TextFieldProps) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": `${id}-hint`, "aria-invalid": problem !== undefined })}
      <p id={`${id}-hint`} className={styles["hint"]} data-problem={problem !== undefined}>
        {problem ?? hint}
      </p>
    </div>
  );
}
