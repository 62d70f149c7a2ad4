import { join } from "node:path";

interface EnvironmentParts {
  readonly origin: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** The environment that the sandbox itself was started with. */
  readonly outer: NodeJS.ProcessEnv;
}

/** Where the console writes its operator key, for the tasks to read. */
export function operatorsPath(dataDir: string): string {
  return join(dataDir, "operators.json");
}

/** What tasks find in their environment: the database, the model, the operators. */
export function taskEnvironment({ origin, dataDir, databaseUrl, outer }: EnvironmentParts): Record<string, string> {
  return {
    COUNTERSIGN_OPERATORS: operatorsPath(dataDir),
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    ...modelEnvironment(origin, outer["OPENAI_API_KEY"], outer["OPENAI_BASE_URL"]),
  };
}

function modelEnvironment(
  origin: string,
  apiKey: string | undefined,
  baseUrl: string | undefined,
): Record<string, string> {
  if (apiKey === undefined || apiKey === "") {
    return { COUNTERSIGN_MODEL: "scripted", OPENAI_BASE_URL: `${origin}/model/v1`, OPENAI_API_KEY: "scripted" };
  }
  return {
    COUNTERSIGN_MODEL: "openai",
    OPENAI_API_KEY: apiKey,
    ...(baseUrl === undefined ? {} : { OPENAI_BASE_URL: baseUrl }),
  };
}
