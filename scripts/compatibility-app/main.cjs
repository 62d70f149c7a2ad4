// The default app of the compatibility runtime. A packaged Electron ignores the path on its command line, so this small
// app takes that path and becomes the app that lives there, the way an unpackaged Electron would.
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { app } = require("electron");

// SECURITY: this runtime is end-of-life, so it may talk to this machine and to nothing else. Every name and address outside
// loopback fails to resolve, whatever the app above asks for.
app.commandLine.appendSwitch(
  "host-resolver-rules",
  "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE [::1]",
);
app.commandLine.appendSwitch("proxy-server", "direct://");
process.env.COUNTERSIGN_COMPATIBILITY_RUNTIME = "1";

const { modules, folder, rest } = splitArguments(process.argv.slice(1));
for (const file of modules) require(path.resolve(file));
if (folder === undefined) {
  process.stderr.write("Give the folder of an app as the first argument that is not a flag.\n");
  app.exit(2);
} else {
  startApp(folder, rest);
}

/** Flags come first (`-r FILE` loads a module before the app); the first argument that is none is the app's folder. */
function splitArguments(given) {
  const modules = [];
  let index = 0;
  while (index < given.length && given[index].startsWith("-")) {
    if (given[index] === "-r") modules.push(given[(index += 1)]);
    index += 1;
  }
  const folder = given[index];
  return { modules, folder: folder === undefined ? undefined : path.resolve(folder), rest: given.slice(index + 1) };
}

function startApp(folder, rest) {
  const manifestPath = path.join(folder, "package.json");
  if (!existsSync(manifestPath)) {
    process.stderr.write(`There is no package.json in ${folder}.\n`);
    app.exit(2);
    return;
  }
  const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(folder);
  app.setPath("userData", path.join(app.getPath("appData"), app.getName()));
  process.argv = [process.argv[0], folder, ...rest];
  require(path.join(folder, manifest.main));
}
