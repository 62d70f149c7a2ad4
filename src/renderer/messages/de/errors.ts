import type { ErrorCode } from "#core/error.ts";

/** What main says in English, in German: by its code, so without what it names in the particular case. */
export const germanErrors: Readonly<Record<ErrorCode, string>> = {
  "json/malformed": "Die Daten sind kein gültiges JSON.",
  "json/inexact": "Die Daten enthalten Werte, die nicht jeder gleich lesen würde.",
  "gate/malformed": "Die Angaben zu dieser Freigabe lassen sich nicht lesen.",
  "gate/unknown":
    "Diese Freigabe ist hier nicht bekannt. Vielleicht gehört sie zu einer Umgebung, die nicht verbunden ist.",
  "gate/not-approvable": "Diese Freigabe kann so nicht entschieden werden. Der Grund steht auf der Karte.",
  "gate/changed": "Die Anfrage hat sich geändert. Lesen Sie sie noch einmal.",
  "gate/not-shown": "Diese Anfrage war noch nicht auf dem Bildschirm.",
  "gate/just-appeared": "Diese Anfrage ist gerade erst erschienen.",
  "gate/settled": "Diese Freigabe ist schon entschieden.",
  "gate/past-deadline": "Die Frist ist verstrichen.",
  "decision/invalid":
    "Die Entscheidung ist so nicht vollständig. Eine Ablehnung und eine Rückfrage brauchen eine Begründung.",
  "decision/too-large":
    "Die Entscheidung ist mit Begründung und Änderungen größer als 8 KiB. Kürzen Sie die Begründung.",
  "decision/amount-not-typed": "Der Betrag liegt über Ihrer Grenze. Tippen Sie ihn zur Bestätigung ab.",
  "decision/payee-not-checked": "Bestätigen Sie erst, dass Sie den Empfänger geprüft haben.",
  "decision/duplicate": "Über diese Freigabe wurde auf diesem Computer schon entschieden.",
  "decision/unknown": "Diese Entscheidung ist auf diesem Computer nicht bekannt.",
  "decision/not-possible": "Das geht nicht mehr: Die Entscheidung ist inzwischen weiter.",
  "edit/refused": "Die Aufgabe nimmt diese Änderung nicht.",
  "gateway/unreachable": "Der Server ist nicht erreichbar.",
  "gateway/intercepted": "Statt Trigger.dev antwortet etwas anderes, etwa die Anmeldeseite dieses Netzes.",
  "gateway/unauthorized": "Der Server kennt diesen Schlüssel nicht (mehr).",
  "gateway/forbidden": "Der Schlüssel darf das nicht. Nehmen Sie den geheimen Schlüssel der Umgebung.",
  "gateway/not-found": "Der Server kennt das nicht.",
  "gateway/rate-limited": "Der Server nimmt gerade keine weiteren Anfragen an. Es wird von selbst weiter versucht.",
  "gateway/refused": "Der Server hat die Anfrage abgelehnt.",
  "gateway/redirected": "Der Server verweist an eine andere Adresse, und der Schlüssel wird nie dorthin gesandt.",
  "gateway/uncertain": "Ob der Server die Anfrage angenommen hat, ist offen. Es wird nachgesehen.",
  "store/refused": "Das konnte nicht gespeichert werden. Vielleicht ist die Platte voll oder schreibgeschützt.",
  "store/corrupt": "Die gespeicherten Daten sind beschädigt.",
  "store/from-the-future": "Die gespeicherten Daten stammen von einer neueren Version der Konsole.",
  "vault/unavailable": "Der Schlüsselbund des Systems ist nicht verfügbar.",
  "session/not-connected": "Keine Umgebung ist verbunden.",
  "session/key-malformed": "Das ist kein geheimer Schlüssel von Trigger.dev.",
  "session/address-refused": "Diese Adresse kann nicht verwendet werden. Sie braucht https, außer auf diesem Computer.",
  "session/decisions-on-the-way":
    "Entscheidungen sind noch auf dem Weg zu dieser Umgebung. Warten Sie, bis sie zugestellt sind, oder ziehen Sie sie zurück.",
  "audit/broken": "Das Protokoll ist nicht mehr, wie es geschrieben wurde.",
  "ipc/refused": "Das Fenster hat etwas verlangt, das es nicht darf.",
  "ipc/malformed": "Das Fenster hat etwas verlangt, das nicht zu lesen war.",
  internal: "Etwas Unerwartetes ist geschehen.",
};

/** Why a server could not be connected, by the cause that the test of the key found. */
export const germanCauses: Readonly<Record<string, string>> = {
  "key-malformed": "Das ist kein geheimer Schlüssel von Trigger.dev.",
  dns: "Ein Server dieses Namens wurde nicht gefunden. Prüfen Sie die Adresse und ob dieser Computer online ist.",
  refused: "Unter dieser Adresse hört niemand. Prüfen Sie Adresse und Port, und ob der Server läuft.",
  offline: "Dieser Computer ist offline. Verbinden Sie ihn mit einem Netz und versuchen Sie es noch einmal.",
  unroutable:
    "Der Server ist aus diesem Netz nicht erreichbar. Vielleicht fehlt ein VPN, oder eine Firewall ist im Weg.",
  proxy: "Der Proxy dieses Netzes lässt die Anfrage nicht durch. Prüfen Sie die Proxy-Einstellungen des Systems.",
  tls: "Diesem Zertifikat traut dieser Computer nicht. Betreibt Ihre Firma den Server, muss deren Zertifizierungsstelle hier installiert sein.",
  clock:
    "Das Zertifikat des Servers gilt am heutigen Datum dieses Computers nicht. Prüfen Sie die Uhr; stimmt sie, braucht der Server ein neues Zertifikat.",
  blocked: "Eine Richtlinie dieses Computers verbietet die Anfrage.",
  redirected:
    "Der Server verweist an eine andere Adresse, und der Schlüssel wird nie dorthin gesandt. Geben Sie die Adresse der API selbst ein, etwa https://api.trigger.dev.",
  timeout:
    "Der Server hat nicht rechtzeitig geantwortet. Versuchen Sie es noch einmal; bleibt es so, prüfen Sie die Adresse.",
  broken: "Die Verbindung brach ab, bevor eine Antwort kam. Versuchen Sie es noch einmal.",
  unauthorized:
    "Der Server nimmt diesen Schlüssel nicht. Kopieren Sie ihn noch einmal von der Seite „API keys“ der Umgebung, und prüfen Sie, ob die Adresse dazu gehört.",
  forbidden:
    "Der Schlüssel ist bekannt und darf Tokens nicht auflisten. Nehmen Sie den geheimen Schlüssel der Umgebung.",
  "restricted-key":
    "Das ist ein eingeschränkter Schlüssel: Er darf Tokens abschließen, aber nicht auflisten, sodass keine Freigabe zu sehen wäre. Nehmen Sie den geheimen Schlüssel der Umgebung.",
  "not-trigger-dev":
    "Was unter dieser Adresse antwortet, ist nicht die API von Trigger.dev, sondern ein anderer Server oder die Anmeldeseite dieses Netzes.",
  "rate-limited":
    "Adresse und Schlüssel stimmen, und das Limit der Umgebung ist verbraucht. Versuchen Sie es in einer Minute wieder.",
  "server-error":
    "Der Server antwortet mit einem eigenen Fehler. Versuchen Sie es noch einmal; bleibt es so, muss sein Betreiber nachsehen.",
  "name-taken":
    "Eine Umgebung dieses Namens ist schon verbunden. Geben Sie dieser einen anderen Namen, oder ersetzen Sie den Schlüssel der anderen in den Einstellungen.",
  "wrong-environment": "Dieser Schlüssel gehört zu einer anderen Umgebung.",
};
