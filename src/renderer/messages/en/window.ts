/** The window's frame: its bars, banners, and the first connection, in English. */
export const window = {
  "app.name": "Countersign",
  "app.checkNow": "Check now",
  "app.palette": "Search or command",
  "app.shortcuts": "Keyboard shortcuts",
  "app.close": "Close",
  "app.copy": "Copy",
  "app.copied": "Copied",
  "app.tryAgain": "Try again",
  "app.loading": "Loading…",
  "app.back": "Back to the list",
  "app.operator": "Operator {name}",

  "start.title": "Countersign is opening",
  "start.text":
    "Where this computer asks for it, enter the password of your keychain: your secret keys are kept there.",

  "environment.development": "Development",
  "environment.staging": "Staging",
  "environment.preview": "Preview",
  "environment.production": "Production",
  "environment.short.development": "Dev",
  "environment.short.staging": "Stg",
  "environment.short.preview": "Pre",
  "environment.short.production": "Prod",
  "environment.production.note": "Real money and real data",

  "connection.connecting": "Connecting",
  "connection.online": "Online",
  "connection.offline": "Offline",
  "connection.key-needed": "Key needed",
  "connection.asOf": "as of {time}",

  "banner.all": "Notices",
  "banner.offline.title": "{name} is offline",
  "banner.offline.asOf":
    "You see the state as of {time}. Go on deciding: decisions are kept here and sent once the connection is back.",
  "banner.offline.never":
    "Nothing has been read yet. Decisions already taken are kept here and sent once the connection is back.",
  "banner.key.title": "{name} needs its secret key",
  "banner.key.text":
    "Nothing is read or sent until you enter it again; decisions already taken are kept on this computer.",
  "banner.key.action": "Enter the key",
  "banner.vault.title": "Keys are kept for this session only",
  "banner.vault.locked": "The keychain of this system is locked, or there is none.",
  "banner.vault.failed": "The keychain of this system failed; the log says how.",
  "banner.vault.known-password": "This system would store keys under a password that everybody knows.",
  "banner.vault.forgetful": "The keychain of this system does not give back what it was given.",
  "banner.vault.text":
    "So nothing secret is written to disk, and you will be asked for the key again at the next start.",
  "banner.repair.restored": "The database was damaged and was restored from the backup of {since}",
  "banner.repair.empty": "The database was damaged and no backup could be opened",
  "banner.repair.text":
    "{count, plural, =0 {No later decision could be read from the damaged file} one {# later decision was read back from the damaged file} other {# later decisions were read back from the damaged file}}; waiting gates come from the server again. The damaged file is kept: {file}",
  "banner.sandbox.title": "Running without Chromium’s sandbox",
  "banner.sandbox.text": "The console was started as the administrator. Start it as an ordinary user for real work.",
  "banner.runtime.title": "Compatibility runtime",
  "banner.runtime.text":
    "Electron {electron} (Chromium {chromium}) is for development and tests. Do not use it for real money.",
  "banner.clock.title": "Waiting for the server’s time",
  "banner.clock.text":
    "Countdowns run on this computer’s clock for now. Nothing is sent until the server’s time is known.",
  "banner.update.title": "An update is ready",
  "banner.update.text": "Version {version} is here and checked. Restart when you like; nothing you decided is lost.",
  "banner.update.action": "Restart now",
  "banner.dismiss": "Dismiss",

  "connect.title": "Connect to Trigger.dev",
  "connect.intro":
    "Countersign reads the gates that are waiting in one environment and delivers your decisions. It needs that environment’s secret key.",
  "connect.address": "Server address",
  "connect.address.hint": "Trigger.dev Cloud, your own server, or the local sandbox.",
  "connect.key": "Secret key",
  "connect.key.hint":
    "From the environment’s API keys page. It goes to your system’s keychain and is never shown again.",
  "connect.name": "Your name",
  "connect.name.hint": "It is written on your decisions; what counts is the name in the task’s operators list.",
  "connect.fromFile": "Read the key from a file…",
  "connect.fromEnvironment": "Use the key in TRIGGER_SECRET_KEY",
  "connect.environment": "Environment name",
  "connect.environment.hint": "Optional: what you call it, like “Treasury”. Without one it is called after its server.",
  "connect.submit": "Test and connect",
  "connect.busy": "Testing the connection…",
  "connect.refused": "Not connected",
  "connect.required": "Fill this in.",
  "connect.keyShape": "A secret key starts with tr_dev_, tr_stg_, tr_preview_ or tr_prod_.",
  "connect.operator": "Your operator key",
  "connect.operator.text":
    "Your decisions are signed on this computer. Give this line to the author of the task, for operators.json:",

  "operator.title": "Operator",
  "operator.name": "Name",
  "operator.rename": "Save",
  "operator.renamed": "Saved.",
  "operator.keyId": "Key id",
  "operator.publicKey": "Public key",
  "operator.line": "Line for operators.json",
  "operator.vault.keychain": "Keys are kept in your system’s keychain.",
  "operator.vault.session-only": "Keys are kept in memory until the console ends.",
  "operator.version": "Countersign {version}, Electron {electron}",
  "operator.connections": "Environments",
  "operator.addEnvironment": "Connect another environment",
} as const;
