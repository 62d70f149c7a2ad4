import type { insight as english } from "#renderer/messages/en/insight.ts";

/** Insight, in German. */
export const insight: Readonly<Record<keyof typeof english, string>> = {
  "insight.title": "Auswertung",
  "insight.failed.title": "Die Zahlen ließen sich nicht lesen",
  "insight.empty.title": "Noch ist nichts gemessen",
  "insight.empty.text":
    "Sobald Sie hier Gates entscheiden, zeigt dies, wie lange sie gewartet haben, wie lange ihre Karten vor Ihnen lagen und wie oft Sie für eines wiederkommen mussten.",
  "insight.intro":
    "Die letzten {weeks} Wochen auf diesem Rechner: {count, plural, =0 {keine Entscheidungen} one {# Entscheidung} other {# Entscheidungen}}.",
  "insight.private":
    "Nur auf diesem Rechner gemessen und ein Jahr lang aufbewahrt; nichts davon wird irgendwohin gesendet.",
  "insight.asTable": "Als Tabelle",
  "insight.notMeasured": "Noch nichts gemessen.",
  "insight.decisions": "Entscheidungen",
  "insight.approvals": "Freigaben",
  "insight.durations":
    "Die Hälfte brauchte bis {median}, neun von zehn bis {ninth}; {count, plural, one {# Entscheidung} other {# Entscheidungen}}.",
  "insight.toDecide": "Zeit bis zur Entscheidung",
  "insight.toDecide.what": "Vom Öffnen des Gates bis zur festgehaltenen Entscheidung.",
  "insight.onCard": "Zeit auf der Karte",
  "insight.onCard.what": "Mit der Karte vor Augen, in diesem Fenster.",
  "insight.byHour": "Freigaben nach Uhrzeit",
  "insight.byHour.what": "Nach der Stunde Ihres Tages.",
  "insight.switches": "Kontextwechsel je Entscheidung",
  "insight.switches.unit": "Wechsel je Entscheidung",
  "insight.switches.what": "Wie oft Sie von etwas anderem in dieses Fenster kamen, Woche für Woche.",
  "insight.switches.now":
    "Diese Woche: {switches, plural, one {# Wechsel} other {# Wechsel}} für {decisions, plural, =0 {keine Entscheidung} one {# Entscheidung} other {# Entscheidungen}}.",
  "insight.expiries": "Abgelaufene Gates",
  "insight.expiries.unit": "Abgelaufen",
  "insight.expiries.what": "Gates, deren Zeit ohne Entscheidung ablief, Woche für Woche.",
};
