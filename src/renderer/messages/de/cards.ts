import type { cards as english } from "#renderer/messages/en/cards.ts";

/** The open gate, in German. */
export const cards: Readonly<Record<keyof typeof english, string>> = {
  "conflict.title": "Die Anfrage hat sich nach Ihrer Entscheidung geändert; nichts wurde gesendet",
  "conflict.where": "Wo",
  "conflict.decided": "Ihre Entscheidung galt",
  "conflict.now": "Jetzt steht dort",
  "conflict.nothing": "nichts",

  "card.none.title": "Keine Freigabe geöffnet",
  "card.none.text": "Wählen Sie eine aus der Liste oder drücken Sie j.",
  "card.failed.title": "Diese Karte konnte nicht gelesen werden",
  "card.broken.title": "Dieser Teil konnte nicht gezeigt werden",
  "card.broken.text": "Der Rest des Fensters läuft weiter. Es wurde nichts entschieden.",
  "card.paused": "Angehalten, wartet auf Sie",
  "card.paused.other": "Angehalten",
  "card.vendorStatus": "Status des Laufs bei Trigger.dev: {status}",
  "card.runEnded": "Der Lauf ist beendet",
  "card.requestedBy": "Angefragt von",
  "card.model": "Modell",
  "card.model.scripted.note": "Diese Parameter stammen von einem Skript, nicht von einem Sprachmodell.",
  "card.kind": "Art",
  "card.task": "Aufgabe",
  "card.run": "Lauf",
  "card.token.copy": "Kennung des Tokens kopieren",
  "card.token": "Wartepunkt-Token",
  "card.digest": "Prüfsumme der Anfrage",
  "card.created": "Gefragt",
  "card.round": "Runde",
  "card.summary": "Zusammenfassung",
  "card.effect": "Wenn Sie freigeben",
  "card.rollback": "Wenn Sie ablehnen",
  "card.parameters": "Parameter",
  "card.parameters.more": "{count, plural, one {# weiteres Feld zeigen} other {# weitere Felder zeigen}}",
  "card.parameters.none": "Diese Anfrage hat keine Parameter.",
  "card.parameters.editable": "{count, plural, =0 {Nur lesbar} one {# änderbares Feld} other {# änderbare Felder}}",
  "card.details": "Einzelheiten",
  "card.raw": "Rohe Anfrage",
  "card.raw.show": "Rohe Anfrage zeigen",
  "card.conversation": "Gespräch",
  "card.conversation.said": "{operator}, {time}",
  "card.approvals.step": "Freigabe {step} von {needed}",
  "card.approvals.earlier": "Zuvor: {people}.",
  "card.approvals.first": "Nach Ihnen gibt noch eine andere Person frei.",
  "card.approvals.last": "Ihre Freigabe ist die letzte nötige.",

  "history.title": "Verlauf auf diesem Rechner",
  "history.failed.title": "Verlauf nicht verfügbar",
  "history.failed":
    "Was hier früher freigegeben wurde, konnte nicht gelesen werden. Prüfen Sie selbst auf Dubletten und ein geändertes Konto.",
  "history.duplicate.title": "Vielleicht schon bezahlt",
  "history.duplicate":
    "{amount} an denselben Empfänger oder dasselbe Konto wurde hier am {time} freigegeben. Vergewissern Sie sich, dass es nicht dieselbe Rechnung ist.",
  "history.resembles.title": "Sieht aus wie ein anderer Empfänger",
  "history.resembles":
    "Für diesen Empfänger wurde hier noch nie etwas freigegeben, aber sein Name geht als „{payee}“ durch, für den schon. Vergleichen Sie Buchstabe für Buchstabe.",
  "history.first.title": "Erste Zahlung an diesen Empfänger",
  "history.first":
    "Auf diesem Rechner wurde für diesen Empfänger noch nie etwas freigegeben. Prüfen Sie Name und Konto anhand der Rechnung.",
  "history.otherAccount.title": "Neues Konto eines bekannten Empfängers",
  "history.otherAccount":
    "Frühere Zahlungen, die hier freigegeben wurden, gingen auf ein anderes Konto. Fragen Sie den Empfänger auf einem Weg, den Sie schon kennen.",
  "history.today":
    "Hier seit Mitternacht freigegeben: {sums} ({count, plural, one {# Entscheidung} other {# Entscheidungen}}).",
  "history.none.gate": "Keine frühere Entscheidung über diese Freigabe.",
  "history.none.payee": "Keine frühere Entscheidung über diesen Empfänger.",
  "history.earlier": "{count, plural, one {# frühere Entscheidung} other {# frühere Entscheidungen}}",

  "money.to": "an",
  "money.unverifiable": "Der Betrag lässt sich nicht genau lesen und deshalb nicht prüfen.",

  "account.iban.valid": "IBAN-Prüfziffern stimmen",
  "account.iban.invalid": "IBAN-Prüfziffern stimmen nicht",
  "account.routing-number.valid": "Prüfziffer der Routing-Nummer stimmt",
  "account.routing-number.invalid": "Prüfziffer der Routing-Nummer stimmt nicht",

  "lookAlike.mixed": "Mischt Buchstaben aus {scripts}: der Name kann einen anderen nachahmen.",
  "lookAlike.imitates": "In {script}-Buchstaben geschrieben, die wie lateinische aussehen.",
  "lookAlike.mixedWord": "Mischt Buchstaben mehrerer Schriften in einem Wort: der Name kann einen anderen nachahmen.",
  "lookAlike.unseen":
    "Enthält Zeichen, die man nicht sieht; hier sind sie ausgeschrieben. Der Name kann einen anderen nachahmen.",
  "lookAlike.unusual":
    "Enthält Buchstaben, die gewöhnlichen nur gleichen ({letters}): der Name kann einen anderen nachahmen.",

  "condition.loading.title": "Die Anfrage ist unterwegs",
  "condition.loading.text":
    "Die Freigabe wurde eben geöffnet, ihre Anfrage ist noch nicht gelesen. Warten Sie einige Sekunden.",
  "condition.without-request.title": "Diese Freigabe hat keine Anfrage",
  "condition.without-request.text":
    "Der Lauf hat nie gesagt, worum er bittet; hier kann deshalb nichts entschieden werden. Solange sie wartet, geschieht nichts. Sagen Sie es dem Autor der Aufgabe oder lassen Sie sie verfallen.",
  "condition.without-run.title": "Diese Freigabe nennt keinen Lauf",
  "condition.without-run.text":
    "Ihr Token trägt keinen Lauf, deshalb ist ihre Anfrage nicht zu finden und sie nicht zu entscheiden. Solange sie wartet, geschieht nichts. Sagen Sie es dem Autor der Aufgabe.",
  "condition.run-unknown.title": "Der Lauf ist unbekannt",
  "condition.run-unknown.text":
    "Trigger.dev kennt den Lauf nicht, den diese Freigabe nennt. Sie kann nicht entschieden werden. Prüfen Sie, ob der Schlüssel zur richtigen Umgebung gehört.",
  "condition.unreadable.title": "Die Anfrage ist nicht lesbar",
  "condition.unreadable.text":
    "Sie folgt nicht dem Freigabevertrag und kann deshalb nicht entschieden werden. Solange sie wartet, geschieht nichts. Geben Sie diese Befunde dem Autor der Aufgabe:",
  "condition.tampered.title": "Die Anfrage wurde verändert",
  "condition.tampered.text":
    "Was gezeigt wird, passt nicht zur Prüfsumme der Aufgabe. Es kann nicht freigegeben werden. Vertrauen Sie ihm nicht; melden Sie es dem Autor der Aufgabe.",
  "condition.tags-disagree.title": "Etikett und Anfrage widersprechen sich",
  "condition.tags-disagree.text":
    "Die Etiketten des Tokens sagen etwas anderes als die Anfrage selbst ({tags}). Es kann nicht freigegeben werden. Melden Sie es dem Autor der Aufgabe.",
  "condition.not-listed.title": "Ihr Schlüssel steht nicht auf der Liste dieser Aufgabe",
  "condition.not-listed.text":
    "Die Aufgabe würde Ihrer Entscheidung nicht glauben, deshalb kann hier keine getroffen werden. Geben Sie dem Autor der Aufgabe diese Zeile für operators.json:",
  "condition.orphaned.title": "Niemand wartet auf diese Entscheidung",
  "condition.orphaned.text":
    "Der Lauf endete ({status}), während seine Freigabe offen blieb. Eine Entscheidung würde nichts ändern, deshalb kann keine getroffen werden.",
  "condition.payload-unverified.title": "Die ganze Anfrage wird noch geprüft",
  "condition.payload-unverified.text":
    "Sie ist {size} groß, ihre Prüfsumme ist noch nicht bestätigt. Bis dahin bleibt die Freigabe gesperrt; ablehnen können Sie schon.",
  "condition.payload-loading.title": "Die ganze Anfrage wird gelesen",
  "condition.payload-loading.text":
    "Sie ist {size} groß und liegt in der Datenbank der Aufgabe. Die Freigabe bleibt gesperrt, bis alles hier und die Prüfsumme bestätigt ist; ablehnen können Sie schon.",
  "condition.payload-loading.received": "{received} von {size}",
  "condition.payload-loading.checking": "Alles ist da. Die Prüfsumme wird geprüft …",
  "condition.payload.safe":
    "Es wurde nichts entschieden. Die Freigabe bleibt gesperrt; Sie können ablehnen oder die Frist verstreichen lassen.",
  "condition.payload.too-large.title": "Die Anfrage ist zu groß, um hier gelesen zu werden",
  "condition.payload.too-large.text":
    "Diese Konsole liest Anfragen bis 16 MB. Bitten Sie den Autor der Aufgabe, sie aufzuteilen.",
  "condition.payload.missing.title": "Die ganze Anfrage ist nicht mehr da",
  "condition.payload.missing.text":
    "Die Datenbank der Aufgabe hat diese Zeile nicht mehr; niemand kann sagen, was freigegeben würde. Sagen Sie es dem Autor der Aufgabe.",
  "condition.payload.unanswered.title": "Niemand gibt die ganze Anfrage heraus",
  "condition.payload.unanswered.text":
    "Die Aufgabe countersign-read-payload hat nicht geantwortet: Sie ist dort nicht eingerichtet, oder es läuft kein Worker. Starten Sie ihn, dann versuchen Sie es erneut.",
  "condition.payload.failed.title": "Die ganze Anfrage konnte nicht gelesen werden",
  "condition.payload.failed.text":
    "Die Aufgabe countersign-read-payload ist gescheitert. Oft ist ihre Datenbank nur kurz fort: Versuchen Sie es erneut.",
  "condition.payload.refused.title": "Die ganze Anfrage darf nicht gelesen werden",
  "condition.payload.refused.text":
    "Trigger.dev oder die Regeln dieser Konsole haben es nicht erlaubt. Vielleicht darf der Schlüssel keine Aufgaben starten.",
  "condition.payload.wrong-page.title": "Die Seiten gehören nicht zu dieser Anfrage",
  "condition.payload.wrong-page.text":
    "Was kam, hat eine andere Größe, Nummer oder Prüfsumme, als die Anfrage nennt. Vertrauen Sie ihm nicht; melden Sie es dem Autor der Aufgabe.",
  "condition.payload.wrong-digest.title": "Die ganze Anfrage wurde verändert",
  "condition.payload.wrong-digest.text":
    "Was kam, passt nicht zur Prüfsumme, die die Anfrage nennt. Vertrauen Sie ihm nicht; melden Sie es dem Autor der Aufgabe.",
  "condition.payload.unreadable.title": "Die ganze Anfrage ist nicht lesbar",
  "condition.payload.unreadable.text":
    "Sie passt zu ihrer Prüfsumme, ist aber keine Anfrage in der vereinbarten Form. Melden Sie es dem Autor der Aufgabe.",
  "condition.payload.contradicts.title": "Die ganze Anfrage widerspricht sich",
  "condition.payload.contradicts.text":
    "Was ihr Umschlag sagt, steht nicht so in der ganzen Anfrage. Vertrauen Sie ihr nicht; melden Sie es dem Autor der Aufgabe.",
  "large.title": "Weitere Parameter",
  "large.count": "{shown, number} von {rows, number} Zeilen",
  "large.more": "{count, number} weitere Zeilen zeigen",
  "large.text.all": "Alle {length, number} Zeichen zeigen",
  "large.text.shown": "{shown, number} von {length, number} Zeichen",
  "large.text.more": "Mehr zeigen",
  "condition.amount-unverifiable.title": "Der Betrag lässt sich nicht prüfen",
  "condition.amount-unverifiable.text":
    "Er ist nicht als genaue Dezimalzahl mit Währungscode geschrieben, also kann niemand sagen, was gezahlt würde. Die Freigabe ist gesperrt; Sie können ablehnen, und die Aufgabe kann neu fragen.",
  "condition.settled.title": "Bereits erledigt",
  "condition.settled.text": "Erledigt durch {by}.",
  "condition.settled.unknown": "Jemand hat sie anderswo erledigt.",
  "condition.settled.verdict": "Erledigt durch {by}: {verdict}.",
  "condition.settled.at": "Um {time}. Hier ist nichts mehr zu entscheiden.",
  "condition.expired.title": "Die Frist ist verstrichen",
  "condition.expired.text":
    "Niemand hat rechtzeitig entschieden; die Aufgabe fährt fort, als wäre abgelehnt worden. Es wurde nichts freigegeben.",
  "condition.expired.at": "Sie endete um {time}.",

  "field.readOnly": "Nur lesbar",
  "field.edited": "Geändert",
  "field.null": "Kein Wert",
  "field.true": "Ja",
  "field.false": "Nein",
  "field.emptyText": "Leer",
  "field.emptyList": "Leere Liste",
  "field.setNull": "Kein Wert",
  "field.choose": "Auswählen…",
  "field.addEntry": "Zu {label} hinzufügen",
  "field.remove": "Entfernen",
  "field.removeEntry": "{label} entfernen",
  "field.form": "Art von {label}",
  "field.form.number": "Art {number}",
  "field.form.none": "Keine davon",
  "field.problem.empty": "Geben Sie einen Wert ein.",
  "field.problem.not-decimal": "Geben Sie einen genauen Betrag wie 1250.00 ein, mit Punkt und ohne Tausendertrennung.",
  "field.problem.not-integer": "Geben Sie eine ganze Zahl ein.",
  "field.problem.not-date": "Geben Sie ein Datum wie 2026-11-22 ein.",
  "field.problem.not-instant": "Geben Sie einen Zeitpunkt wie 2026-11-22T16:00:00Z ein.",
  "field.problem.not-offered": "Wählen Sie einen der angebotenen Werte.",
  "field.problem.too-long": "Der Text ist zu lang.",
  "field.schema.type": "Die Aufgabe erwartet hier eine andere Art von Wert: {limit}.",
  "field.schema.required": "Die Aufgabe braucht hier einen Wert.",
  "field.schema.additionalProperties": "Die Aufgabe kennt dieses Feld nicht.",
  "field.schema.enum": "Wählen Sie einen der Werte, die die Aufgabe anbietet.",
  "field.schema.const": "Die Aufgabe nimmt hier genau einen Wert; stellen Sie ihn wieder her.",
  "field.schema.pattern": "Die Aufgabe nimmt nur Werte dieser Form: {limit}",
  "field.schema.format": "Die Aufgabe erwartet einen Wert im Format „{limit}“.",
  "field.schema.minLength": "Mindestens {limit} Zeichen.",
  "field.schema.maxLength": "Höchstens {limit} Zeichen.",
  "field.schema.minimum": "Mindestens {limit}.",
  "field.schema.maximum": "Höchstens {limit}.",
  "field.schema.exclusiveMinimum": "Mehr als {limit}.",
  "field.schema.exclusiveMaximum": "Weniger als {limit}.",
  "field.schema.multipleOf": "Ein Vielfaches von {limit}.",
  "field.schema.minItems": "Mindestens {limit} Einträge.",
  "field.schema.maxItems": "Höchstens {limit} Einträge.",
  "field.schema.uniqueItems": "Kein Eintrag darf hier zweimal stehen.",
  "field.schema.other": "Die Aufgabe nimmt diesen Wert nicht.",

  "changes.title":
    "{count, plural, one {# Änderung, die Sie freigeben würden} other {# Änderungen, die Sie freigeben würden}}",
  "changes.before": "Vorher",
  "changes.after": "Nachher",
  "changes.revert": "{label} zurücksetzen",

  "decide.title": "Ihre Entscheidung",
  "decide.reason": "Begründung",
  "decide.reason.placeholder": "Beim Freigeben freiwillig, sonst nötig",
  "decide.reason.placeholder.noRespond": "Beim Freigeben freiwillig, beim Ablehnen nötig",
  "decide.reason.left": "Noch {count, plural, one {# Zeichen} other {# Zeichen}}",
  "decide.approve": "Freigeben",
  "decide.reject": "Ablehnen",
  "decide.respond": "Antworten",
  "decide.reasonNeeded.reject": "Schreiben Sie eine Begründung: der Agent erfährt, warum abgelehnt wurde.",
  "decide.reasonNeeded.respond": "Schreiben Sie Ihre Frage oder Antwort: der Agent bekommt genau diese Worte.",
  "decide.sendHint": "{keys}: {verdict}",
  "decide.correctFields": "Berichtigen Sie zuerst die markierten Felder.",
  "decide.schemaRefused":
    "Es wurde nichts festgehalten. Die Regeln der Aufgabe lassen die Änderungen nicht zu: {fields}",
  "decide.recording": "Wird festgehalten …",
  "decide.off.condition": "Es kann nichts entschieden werden: siehe oben.",
  "decide.off.past": "Die Frist ist verstrichen; eine Entscheidung würde nicht mehr zählen.",
  "decide.notRecorded": "Nicht festgehalten.",
  "decide.refused.gate/just-appeared":
    "Diese Karte ist eben erst erschienen, deshalb wurde Ihre Entscheidung nicht festgehalten. Lesen Sie sie und entscheiden Sie noch einmal.",
  "decide.refused.gate/not-shown":
    "Diese Anfrage war noch nicht auf dem Bildschirm, deshalb wurde Ihre Entscheidung nicht festgehalten. Lesen Sie sie und entscheiden Sie noch einmal.",
  "decide.refused.gate/changed":
    "Die Anfrage änderte sich, während Sie entschieden; es wurde nichts festgehalten. Lesen Sie die neue und entscheiden Sie noch einmal.",
  "decide.refused.decision/payee-not-checked":
    "Der Empfänger ist leicht mit einem anderen zu verwechseln, deshalb wurde nichts festgehalten. Prüfen Sie ihn, setzen Sie das Häkchen und geben Sie noch einmal frei.",
  "decide.next": "Nächste Freigabe",

  "limit.field": "Betrag zur Freigabe eintippen",
  "limit.hint": "Über Ihrer Grenze: {amount}. Ohne Tausendertrennzeichen schreiben.",
  "limit.wrong": "Das ist nicht {amount}. Es wurde nichts festgehalten.",

  "names.check": "Ich habe geprüft, wer das ist:",
  "names.hint":
    "Der Name ist leicht mit einem anderen zu verwechseln. Vergleichen Sie ihn Buchstabe für Buchstabe mit Rechnung oder Vertrag.",
  "names.missing": "Prüfen Sie den Namen und setzen Sie das Häkchen, um freizugeben. Nichts wurde festgehalten.",

  "run.completed": "Lauf abgeschlossen",
  "run.failed": "Lauf fehlgeschlagen",

  "log.title": "Ausführungsprotokoll",
  "log.empty": "Der Lauf hat noch nichts protokolliert.",
  "log.failed": "Das Protokoll konnte nicht gelesen werden.",
  "log.follow": "Folgen",
  "log.pause": "Anhalten",
  "log.search": "Protokoll durchsuchen",
  "log.search.placeholder": "Suchen",
  "log.matches": "{count, plural, =0 {Keine Treffer} one {# Treffer} other {# Treffer}}",
  "log.lines": "{count, plural, one {# Zeile} other {# Zeilen}}",
  "log.ended": "Der Lauf ist beendet.",
  "timeline.title": "Ablauf des Laufs",
  "timeline.failed": "Der Ablauf ließ sich nicht lesen.",
  "timeline.empty": "Der Lauf hat noch keine Schritte gemeldet.",
  "timeline.leftOut":
    "{count, plural, one {# weiterer Schritt} other {# weitere Schritte}} weggelassen; Protokollzeilen stehen oben im Protokoll.",
  "timeline.after": "nach {time}",
  "timeline.state.going-on": "läuft noch",
  "timeline.state.failed": "fehlgeschlagen",
  "timeline.state.cancelled": "abgebrochen",
  "run.open": "In Trigger.dev öffnen",
  "run.noPage": "Dieser Server hat keine Seite zum Lauf.",
  "run.copy": "Lauf-ID kopieren",
  "raw.search": "Text durchsuchen",
  "raw.place": "{place} von {count}",
  "raw.next": "Nächste",
  "haste.title": "Freigaben waren schneller, als jemand liest",
  "haste.text":
    "Bei der Hälfte Ihrer letzten {count} Freigaben lag die Karte höchstens {median} vor Ihnen; Ihre eingestellte Grenze ist {threshold}. Abgelehnt wird deswegen nichts. Vielleicht fragt ein Agent zu oft, oder ein zweites Augenpaar würde helfen.",
  "haste.note": "Ihre letzten {count} Freigaben lagen in der Regel {median} vor Ihnen. Lesen Sie diese.",
};
