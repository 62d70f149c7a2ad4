import type { window as english } from "#renderer/messages/en/window.ts";

/** The window's frame: its bars, banners, and the first connection, in German. */
export const window: Readonly<Record<keyof typeof english, string>> = {
  "app.name": "Countersign",
  "app.checkNow": "Jetzt nachsehen",
  "app.palette": "Suche oder Befehl",
  "app.shortcuts": "Tastenkürzel",
  "app.close": "Schließen",
  "app.copy": "Kopieren",
  "app.copied": "Kopiert",
  "app.tryAgain": "Noch einmal versuchen",
  "app.loading": "Wird geladen …",
  "app.back": "Zurück zur Liste",
  "app.operator": "Bedienerin oder Bediener: {name}",

  "start.title": "Countersign wird geöffnet",
  "start.text":
    "Geben Sie das Passwort Ihres Schlüsselbunds ein, falls dieser Computer danach fragt: Dort liegen Ihre geheimen Schlüssel.",

  "environment.development": "Entwicklung",
  "environment.staging": "Staging",
  "environment.preview": "Vorschau",
  "environment.production": "Produktion",
  "environment.short.development": "Entw",
  "environment.short.staging": "Stg",
  "environment.short.preview": "Vor",
  "environment.short.production": "Prod",
  "environment.production.note": "Echtes Geld und echte Daten",

  "connection.connecting": "Verbindet",
  "connection.online": "Verbunden",
  "connection.offline": "Offline",
  "connection.key-needed": "Schlüssel nötig",
  "connection.asOf": "Stand {time}",

  "banner.all": "Hinweise",
  "banner.offline.title": "{name} ist offline",
  "banner.offline.asOf":
    "Sie sehen den Stand von {time}. Entscheiden Sie weiter: Entscheidungen bleiben hier und werden gesendet, sobald die Verbindung wieder steht.",
  "banner.offline.never":
    "Es wurde noch nichts gelesen. Schon getroffene Entscheidungen bleiben hier und werden gesendet, sobald die Verbindung wieder steht.",
  "banner.key.title": "{name} braucht den geheimen Schlüssel",
  "banner.key.text":
    "Bis Sie ihn wieder eingeben, wird nichts gelesen oder gesendet; schon getroffene Entscheidungen bleiben auf diesem Rechner.",
  "banner.key.action": "Schlüssel eingeben",
  "banner.vault.title": "Schlüssel bleiben nur für diese Sitzung",
  "banner.vault.locked": "Der Schlüsselbund dieses Systems ist gesperrt, oder es gibt keinen.",
  "banner.vault.failed": "Der Schlüsselbund dieses Systems ist ausgefallen; das Protokoll sagt, wie.",
  "banner.vault.known-password": "Dieses System würde Schlüssel unter einem Passwort speichern, das jeder kennt.",
  "banner.vault.forgetful": "Der Schlüsselbund dieses Systems gibt nicht zurück, was er bekommen hat.",
  "banner.vault.text":
    "Deshalb wird nichts Geheimes gespeichert, und beim nächsten Start werden Sie wieder nach dem Schlüssel gefragt.",
  "banner.repair.restored": "Die Datenbank war beschädigt und wurde aus der Sicherung vom {since} wiederhergestellt",
  "banner.repair.empty": "Die Datenbank war beschädigt, und keine Sicherung ließ sich öffnen",
  "banner.repair.text":
    "{count, plural, =0 {Keine spätere Entscheidung war aus der beschädigten Datei lesbar} one {# spätere Entscheidung wurde aus der beschädigten Datei gelesen} other {# spätere Entscheidungen wurden aus der beschädigten Datei gelesen}}; wartende Freigaben kommen wieder vom Server. Die beschädigte Datei bleibt erhalten: {file}",
  "banner.sandbox.title": "Läuft ohne die Sandbox von Chromium",
  "banner.sandbox.text":
    "Die Konsole wurde als Administrator gestartet. Starten Sie sie für echte Arbeit als gewöhnlicher Benutzer.",
  "banner.runtime.title": "Kompatibilitätslaufzeit",
  "banner.runtime.text":
    "Electron {electron} (Chromium {chromium}) ist für Entwicklung und Tests gedacht. Nicht für echtes Geld verwenden.",
  "banner.clock.title": "Die Serverzeit ist noch nicht bekannt",
  "banner.clock.text":
    "Die Restzeiten laufen vorerst nach der Uhr dieses Rechners. Bevor die Serverzeit bekannt ist, wird nichts gesendet.",
  "banner.update.title": "Eine neue Version ist bereit",
  "banner.update.text":
    "Version {version} ist geladen und geprüft. Starten Sie neu, wann es Ihnen passt; keine Entscheidung geht verloren.",
  "banner.update.action": "Jetzt neu starten",
  "banner.dismiss": "Ausblenden",

  "connect.title": "Mit Trigger.dev verbinden",
  "connect.intro":
    "Countersign liest die Freigaben, die in einer Umgebung warten, und stellt Ihre Entscheidungen zu. Dafür braucht es den geheimen Schlüssel der Umgebung.",
  "connect.address": "Adresse des Servers",
  "connect.address.hint": "Trigger.dev Cloud, Ihr eigener Server oder die lokale Sandbox.",
  "connect.key": "Geheimer Schlüssel",
  "connect.key.hint":
    "Von der Seite „API keys“ der Umgebung. Er kommt in den Schlüsselbund Ihres Systems und wird nie wieder gezeigt.",
  "connect.name": "Ihr Name",
  "connect.name.hint": "Er steht auf Ihren Entscheidungen; maßgeblich ist der Name in der Liste der Aufgabe.",
  "connect.fromFile": "Schlüssel aus einer Datei lesen…",
  "connect.fromEnvironment": "Schlüssel aus TRIGGER_SECRET_KEY verwenden",
  "connect.environment": "Name der Umgebung",
  "connect.environment.hint":
    "Freiwillig: wie Sie sie nennen, etwa „Treasury“. Ohne Namen heißt sie nach ihrem Server.",
  "connect.submit": "Prüfen und verbinden",
  "connect.busy": "Die Verbindung wird geprüft …",
  "connect.refused": "Nicht verbunden",
  "connect.required": "Bitte ausfüllen.",
  "connect.keyShape": "Ein geheimer Schlüssel beginnt mit tr_dev_, tr_stg_, tr_preview_ oder tr_prod_.",
  "connect.operator": "Ihr Unterschriftsschlüssel",
  "connect.operator.text":
    "Ihre Entscheidungen werden auf diesem Rechner unterschrieben. Geben Sie dem Autor der Aufgabe diese Zeile für operators.json:",

  "operator.title": "Bedienung und Schlüssel",
  "operator.name": "Name",
  "operator.rename": "Speichern",
  "operator.renamed": "Gespeichert.",
  "operator.keyId": "Schlüsselkennung",
  "operator.publicKey": "Öffentlicher Schlüssel",
  "operator.line": "Zeile für operators.json",
  "operator.vault.keychain": "Schlüssel liegen im Schlüsselbund Ihres Systems.",
  "operator.vault.session-only": "Schlüssel bleiben im Arbeitsspeicher, bis die Konsole endet.",
  "operator.version": "Countersign {version}, Electron {electron}",
  "operator.connections": "Umgebungen",
  "operator.addEnvironment": "Weitere Umgebung verbinden",
};
