/** Where the package puts the app, from the root of the file system. */
export const INSTALLED_AT = "opt/Countersign";

// What Electron is linked against or loads at its start; the alternatives are the names of Debian 13 and Ubuntu 24.04.
const DEPENDS = [
  "libgtk-3-0 | libgtk-3-0t64",
  "libasound2 | libasound2t64",
  "libatk-bridge2.0-0 | libatk-bridge2.0-0t64",
  "libatspi2.0-0 | libatspi2.0-0t64",
  "libdrm2",
  "libgbm1",
  "libnotify4",
  "libnss3",
  "libsecret-1-0",
  "libxss1",
  "xdg-utils",
];

interface Control {
  readonly version: string;
  readonly release: boolean;
  readonly architecture: string;
  readonly kilobytes: number;
}

/** The package's own description. One that is not for release sorts before the release of its version, which replaces it. */
export function controlFile({ version, release, architecture, kilobytes }: Control): string {
  const warning = release
    ? ""
    : " .\n Not for release: built on an end-of-life Electron for tests. It talks to this\n computer only and says so.\n";
  return `Package: countersign
Version: ${version}${release ? "" : "~notforrelease"}
Architecture: ${architecture}
Maintainer: The Countersign authors <maintainers@countersign.invalid>
Installed-Size: ${kilobytes}
Depends: ${DEPENDS.join(", ")}
Recommends: gnome-keyring | kwalletmanager
Section: net
Priority: optional
Description: approval console for AI agents that run on Trigger.dev
 An agent's task that is about to move money or write a database stops at a
 gate; a person reads what will happen, and approves, edits, rejects or asks.
${warning}`;
}

/** No option but the link: a desktop entry that passed one on would pass a stranger's. */
export const DESKTOP_ENTRY = `[Desktop Entry]
Type=Application
Name=Countersign
Comment=Approve what AI agents are about to do
Comment[de]=Freigeben, was KI-Agenten gleich tun
Exec=/${INSTALLED_AT}/countersign %u
Icon=countersign
Terminal=false
StartupWMClass=countersign
Categories=Office;Finance;
MimeType=x-scheme-handler/countersign;
`;

export const COPYRIGHT = `Countersign is under the MIT licence:

Copyright (c) 2026 The Countersign authors

The licences of Electron and of Chromium lie beside the program, in
/${INSTALLED_AT}/LICENSE.electron.txt and LICENSES.chromium.html.
`;
