import type { Guard } from "./guard.ts";

const door = { file: "src/main/judge-request.ts", project: "node", test: "src/main/judge-request.test.ts" } as const;
const dispatch = { file: "src/ipc/dispatch.ts", project: "node", test: "src/ipc/dispatch.test.ts" } as const;
const navigation = {
  file: "src/main/deny-navigation.ts",
  project: "node",
  test: "src/main/deny-navigation.test.ts",
} as const;
const session = { project: "node", test: "src/main/ui-session-guards.test.ts" } as const;
const opening = { file: "src/main/open-external.ts", project: "node", test: "src/main/open-external.test.ts" } as const;
const vault = { project: "node", test: "src/main/vault.test.ts" } as const;

/** The shell: who may ask, what may leave, and where keys lie. */
export const mainGuards: readonly Guard[] = [
  { ...door, name: "only our own page is heard", find: " && frame.url === WINDOW_URL", replace: "" },
  { ...door, name: "a frame inside the page is not heard", find: " && isMainFrame", replace: "" },
  {
    ...door,
    name: "another window is not heard",
    find: "sender.id === window.webContents.id && ",
    replace: "",
  },
  { ...door, name: "a request has a largest size", find: ".length <= LARGEST_REQUEST", replace: ".length >= 0" },
  { ...door, name: "requests have a rate", find: "if (!mayPass()) return", replace: "if (false) return" },
  {
    name: "the rate is kept over a long rest",
    file: "src/main/token-bucket.ts",
    find: "Math.min(burst, ",
    replace: "Math.max(burst, ",
    project: "node",
    test: "src/main/token-bucket.test.ts",
  },
  {
    ...dispatch,
    name: "what the window asks is parsed",
    find: "const input = methods[method].input.safeParse(request.data.input);",
    replace: "const input = { success: true as boolean, data: request.data.input, error: undefined as never };",
  },
  {
    ...dispatch,
    name: "what the window gets is parsed",
    find: "methods[method].output.parse(await handle(input.data))",
    replace: "await handle(input.data)",
  },
  {
    ...dispatch,
    name: "the window hears no detail of what went wrong",
    find: '"Something unexpected happened. Nothing was sent; the log has the details."',
    replace: "String(error)",
  },
  {
    ...navigation,
    name: "the page goes nowhere",
    find: "if (event.url === WINDOW_URL) return;\n      event.preventDefault();",
    replace: "",
  },
  { ...navigation, name: "no window opens", find: '{ action: "deny" }', replace: '{ action: "allow" }' },
  {
    ...navigation,
    name: "nothing is embedded",
    find: '(event) => {\n      event.preventDefault();\n      report("a webview");',
    replace: '() => {\n      report("a webview");',
  },
  {
    ...session,
    name: "permissions are denied",
    file: "src/main/deny-permissions.ts",
    find: "callback(false)",
    replace: "callback(true)",
  },
  {
    ...session,
    name: "devices are denied",
    file: "src/main/deny-permissions.ts",
    find: "setDevicePermissionHandler(() => false)",
    replace: "setDevicePermissionHandler(() => true)",
  },
  {
    ...session,
    name: "the window's session reaches nothing else",
    file: "src/main/deny-egress.ts",
    find: "callback({ cancel: !allowed })",
    replace: "callback({ cancel: false })",
  },
  {
    ...session,
    name: "nothing is downloaded",
    file: "src/main/deny-downloads.ts",
    find: "(event) => event.preventDefault()",
    replace: "() => undefined",
  },
  {
    ...session,
    name: "the old runtime stays on this machine",
    file: "src/main/confine-to-loopback.ts",
    find: "cancel: !isLoopbackUrl(details.url)",
    replace: "cancel: !isLoopbackUrl(details.url) && false",
  },
  { ...opening, name: "only https is opened outside", find: '!value.startsWith("https://") || ', replace: "" },
  {
    ...opening,
    name: "only listed hosts are opened outside",
    find: "allowedHosts.includes(url.hostname)",
    replace: "allowedHosts.some((host) => url.hostname.endsWith(host))",
  },
  {
    name: "a link selects a card and does nothing more",
    file: "src/main/deep-link.ts",
    find: "(waitpoint_[a-z0-9]{10,40})$/u",
    replace: "(waitpoint_[a-z0-9]{10,40})/u",
    project: "node",
    test: "src/main/deep-link.test.ts",
  },
  {
    name: "a switch that opens the process stops the start",
    file: "src/main/start-guards.ts",
    find: '  "remote-debugging-port",\n',
    replace: "",
    project: "node",
    test: "src/main/start-guards.test.ts",
  },
  {
    name: "an installed console does not run as root",
    file: "src/main/start-guards.ts",
    find: "if (start.isRoot) return",
    replace: "if (false) return",
    project: "node",
    test: "src/main/start-guards.test.ts",
  },
  {
    ...vault,
    name: "a key that everybody knows wraps nothing",
    file: "src/main/key-wrapper.ts",
    find: 'platform !== "linux" || prefixOf(blob) !== "v10"',
    replace: 'platform !== "" || blob.length > 0',
  },
  {
    ...vault,
    name: "a secret is bound to its name and address",
    file: "src/main/vault.ts",
    find: '["countersign/vault/v1", name, options.bindingOf(name)]',
    replace: '["countersign/vault/v1", options.path.length > 0]',
  },
  {
    ...vault,
    name: "what cannot be opened is kept aside",
    file: "src/main/vault.ts",
    find: "if (mustKeepAside) await keepAside(options.path, options.now());",
    replace: "if (mustKeepAside && keepAside.length < 0) return;",
  },
  {
    name: "a schema built to run for ever is given up",
    file: "src/main/check-parameters.ts",
    find: "< LONGEST_CHECK_MS) return;",
    replace: "< LONGEST_CHECK_MS * 1_000) return;",
    project: "node",
    test: "src/main/check-parameters.test.ts",
  },
  {
    name: "keys stay out of the log",
    file: "src/main/log.ts",
    find: '.replace(KEY, "[key]")',
    replace: "",
    project: "node",
    test: "src/main/log.test.ts",
  },
  {
    name: "callback addresses stay out of the log",
    file: "src/main/log.ts",
    find: '.replace(CALLBACK, "[callback]")',
    replace: "",
    project: "node",
    test: "src/main/log.test.ts",
  },
];
