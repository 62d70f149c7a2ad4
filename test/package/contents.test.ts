import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, test } from "vitest";
import { lookInside } from "#scripts/packaging/look-inside.ts";
import { extraFiles } from "#scripts/packaging/packaged-runtime.ts";
import { runCommand } from "#scripts/run-command.ts";

const { report, installed, deb } = inject("packaged");

test("the archive holds the built console and nothing else: no source, no map, no test, no module", () => {
  const { archive } = lookInside(installed);
  const known = [
    /^out\/(main|preload)\/[\w.-]+\.cjs$/u,
    /^out\/renderer\/(index\.html|assets\/[\w.-]+\.(js|css|woff2))$/u,
    /^resources\/(icon|tray\/[\w@-]+)\.png$/u,
    /^package\.json$/u,
  ];

  expect(archive.filter((path) => !known.some((pattern) => pattern.test(path)))).toEqual([]);
  expect(archive).toEqual(expect.arrayContaining(["out/main/index.cjs", "out/renderer/index.html", "package.json"]));
});

test("nothing of it runs at an installation, and a package for release has no native module", () => {
  const { nativeModules, installScripts } = lookInside(installed);

  expect(installScripts).toEqual([]);
  expect(extraFiles({ release: true })).toEqual([]);
  // The stand-in for the SQLite that Electron 25 has not: beside the archive, and only where the name says what this is.
  expect(nativeModules.filter((path) => !path.startsWith("resources/node_modules/@photostructure/sqlite/"))).toEqual(
    [],
  );
  expect(nativeModules.length > 0).toBe(!report.release);
});

test("what may not be given away says so in every name", () => {
  const names = [report.unpacked, report.deb, report.sbom];

  expect(names.every((name) => name?.includes("-not-for-release") === !report.release)).toBe(true);
});

test("the .deb has no maintainer script, and all its files belong to root, who alone may write them", async () => {
  const control = await runCommand("dpkg-deb", ["--ctrl-tarfile", deb]);
  const listed = (await runCommand("dpkg-deb", ["--contents", deb])).stdout.trim().split("\n");

  expect(control.code).toBe(0);
  expect(control.stdout.match(/\.\/(pre|post)(inst|rm)/gu)).toBeNull();
  expect(
    listed.filter((line) => !/^(-rwsr-xr-x|-rwxr-xr-x|-rw-r--r--|drwxr-xr-x|lrwxrwxrwx) root\/root /u.test(line)),
  ).toEqual([]);
  // SECURITY: exactly one file takes root's rights, Chromium's own sandbox.
  expect(listed.filter((line) => line.startsWith("-rws")).map((line) => line.split(" ./")[1])).toEqual([
    "opt/Countersign/chrome-sandbox",
  ]);
});

test("the desktop finds the console, its icon and its links, and can pass it nothing but a link", () => {
  const root = dirname(dirname(installed));
  const entry = readFileSync(join(root, "usr/share/applications/countersign.desktop"), "utf8");

  expect(entry).toContain("MimeType=x-scheme-handler/countersign;\n");
  expect(entry).toContain("Exec=/opt/Countersign/countersign %u\n");
  expect(existsSync(join(root, "usr/share/icons/hicolor/512x512/apps/countersign.png"))).toBe(true);
});

test("the list of parts names what is bundled and the Electron around it, each with version and licence", () => {
  const bill = JSON.parse(readFileSync(report.sbom, "utf8")) as {
    bomFormat: string;
    components: { name: string; version: string; licenses?: unknown[] }[];
  };

  expect(bill.bomFormat).toBe("CycloneDX");
  expect(bill.components).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: "react-dom" }),
      expect.objectContaining({ name: "electron", version: report.electron }),
    ]),
  );
  expect(bill.components.filter(({ version, licenses = [] }) => version === "" || licenses.length === 0)).toEqual([]);
  expect(readFileSync(report.sbom, "utf8")).not.toMatch(/registry|file:/u);
});
