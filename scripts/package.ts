import { packageConsole } from "./packaging/package-console.ts";
import { projectPath } from "./project-root.ts";

// The last line is the report, as JSON.
try {
  process.stdout.write(`${JSON.stringify(await packageConsole(projectPath("dist")))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
