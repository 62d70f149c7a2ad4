/** Insight, in English. */
export const insight = {
  "insight.title": "Insight",
  "insight.failed.title": "The figures could not be read",
  "insight.empty.title": "Nothing measured yet",
  "insight.empty.text":
    "Once you decide gates here, this shows how long they waited, how long their cards were before you, and how often you had to come back for one.",
  "insight.intro":
    "The last {weeks} weeks on this computer: {count, plural, =0 {no decisions} one {# decision} other {# decisions}}.",
  "insight.private": "Measured and kept on this computer alone, for a year; nothing of it is sent anywhere.",
  "insight.asTable": "As a table",
  "insight.notMeasured": "Nothing measured yet.",
  "insight.decisions": "Decisions",
  "insight.approvals": "Approvals",
  "insight.durations":
    "Half took up to {median}, nine of ten up to {ninth}; {count, plural, one {# decision} other {# decisions}}.",
  "insight.toDecide": "Time to decide",
  "insight.toDecide.what": "From the gate’s opening to the recorded decision.",
  "insight.onCard": "Time on card",
  "insight.onCard.what": "With the card in front of you, in this window.",
  "insight.byHour": "Approvals by hour",
  "insight.byHour.what": "By the hour of your day.",
  "insight.switches": "Context switches for a decision",
  "insight.switches.unit": "Switches for one decision",
  "insight.switches.what": "How often you came to this window from something else, week by week.",
  "insight.switches.now":
    "This week: {switches, plural, one {# switch} other {# switches}} for {decisions, plural, =0 {no decision} one {# decision} other {# decisions}}.",
  "insight.expiries": "Expired gates",
  "insight.expiries.unit": "Expired",
  "insight.expiries.what": "Gates whose time ran out without a decision, week by week.",
} as const;
