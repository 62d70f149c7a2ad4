import type { MessageId } from "./en.ts";

/** The same in German. */
export const de: Readonly<Record<MessageId, string>> = {
  "tray.waiting":
    "{count, plural, =0 {nichts wartet auf Sie} one {# Freigabe wartet auf Sie} other {# Freigaben warten auf Sie}}",
  "tray.tooltip": "Countersign: {waiting}",
  "tray.tooltip.urgent": "Countersign: {waiting}, dringend",
  "tray.tooltip.offline": "Countersign: offline, {waiting}",
  "tray.tooltip.key-needed": "Countersign: ein Schlüssel fehlt, {waiting}",
  "tray.muted": "{tooltip}, stumm bis {until}",
  "tray.open": "Countersign öffnen",
  "tray.checkNow": "Jetzt nachsehen",
  "tray.mute": "Benachrichtigungen stummschalten",
  "tray.mute.hour": "Für eine Stunde",
  "tray.mute.tomorrow": "Bis morgen, {until}",
  "tray.unmute": "Wieder benachrichtigen (stumm bis {until})",
  "tray.quit": "Beenden",

  "alert.aTask": "Eine Aufgabe",
  "alert.new.critical": "Kritische Freigabe wartet",
  "alert.new": "Freigabe wartet",
  "alert.new.body": "{gate} bittet um Ihre Entscheidung.",
  "alert.deadline":
    "{minutes, plural, =0 {Noch weniger als eine Minute zum Entscheiden} one {Noch # Minute zum Entscheiden} other {Noch # Minuten zum Entscheiden}}",
  "alert.deadline.body": "{gate} wartet weiter auf Sie.",
  "alert.expired": "Eine Frist ist verstrichen",
  "alert.expired.body": "{gate} wurde hier nicht rechtzeitig entschieden.",
  "alert.late": "Eine Entscheidung kam zu spät",
  "alert.late.body": "Sie ließ sich vor der Frist nicht zustellen: {gate}.",
  "alert.parked": "Eine Entscheidung braucht Sie",
  "alert.parked.body":
    "Sie wurde nicht gesendet, oder ihr Ausgang ist unbekannt. Öffnen Sie sie, um den Grund zu sehen.",
  "alert.details": "{title} · {body}",

  "many.waiting": "{count, plural, one {# Freigabe wartet auf Sie} other {# Freigaben warten auf Sie}}",
  "many.mixed": "{count, plural, one {# Meldung} other {# Meldungen}}",
  "many.held": "In der Zwischenzeit",
  "many.new": "{count, plural, one {# neue Freigabe} other {# neue Freigaben}}",
  "many.deadline": "{count, plural, one {# kurz vor der Frist} other {# kurz vor der Frist}}",
  "many.expired": "{count, plural, one {# nicht rechtzeitig entschieden} other {# nicht rechtzeitig entschieden}}",
  "many.late": "{count, plural, one {# Entscheidung kam zu spät} other {# Entscheidungen kamen zu spät}}",
  "many.parked": "{count, plural, one {# Entscheidung braucht Sie} other {# Entscheidungen brauchen Sie}}",
  "many.critical": "{count, plural, one {# davon kritisch} other {# davon kritisch}}",
  "many.body": "{parts}. Öffnen Sie Countersign, um sie zu sehen.",

  "closed.title": "Countersign läuft weiter",
  "closed.body":
    "Es bleibt in der Symbolleiste und meldet sich, wenn eine Freigabe wartet. Beenden können Sie es dort im Menü.",
  "test.title": "Countersign kann Sie erreichen",
  "test.body": "So wird eine wartende Freigabe angekündigt.",

  "start.failed": "Countersign kann nicht starten",
  "start.failed.quit": "Beenden",

  "dialog.save": "Speichern",
  "dialog.readKey": "Schlüssel aus dieser Datei lesen",
  "overlay.waiting": "{count, plural, one {# wartende Freigabe} other {# wartende Freigaben}}",
  "autostart.comment": "Freigaben für KI-Agenten, bereit in der Symbolleiste",
};
