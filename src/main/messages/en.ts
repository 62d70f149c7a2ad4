/** What the console says outside of its window, in English: tray, notifications, dialogs. ICU messages. */
export const en = {
  "tray.waiting": "{count, plural, =0 {nothing waits for you} one {# gate waits for you} other {# gates wait for you}}",
  "tray.tooltip": "Countersign: {waiting}",
  "tray.tooltip.urgent": "Countersign: {waiting}, urgent",
  "tray.tooltip.offline": "Countersign: offline, {waiting}",
  "tray.tooltip.key-needed": "Countersign: a key is needed, {waiting}",
  "tray.muted": "{tooltip}, muted until {until}",
  "tray.open": "Open Countersign",
  "tray.checkNow": "Check now",
  "tray.mute": "Mute notifications",
  "tray.mute.hour": "For an hour",
  "tray.mute.tomorrow": "Until tomorrow, {until}",
  "tray.unmute": "Notify again (muted until {until})",
  "tray.quit": "Quit",

  "alert.aTask": "A task",
  "alert.new.critical": "Critical gate waiting",
  "alert.new": "Gate waiting",
  "alert.new.body": "{gate} asks for your decision.",
  "alert.deadline":
    "{minutes, plural, =0 {Less than a minute left to decide} one {# minute left to decide} other {# minutes left to decide}}",
  "alert.deadline.body": "{gate} still waits for you.",
  "alert.expired": "A deadline has passed",
  "alert.expired.body": "{gate} was not decided here in time.",
  "alert.late": "A decision came too late",
  "alert.late.body": "It could not be delivered before the deadline: {gate}.",
  "alert.parked": "A decision needs you",
  "alert.parked.body": "It was not sent, or its end is unknown. Open it to see why.",
  "alert.details": "{title} · {body}",

  "many.waiting": "{count, plural, one {# gate waits for you} other {# gates wait for you}}",
  "many.mixed": "{count, plural, one {# alert} other {# alerts}}",
  "many.held": "While it was quiet",
  "many.new": "{count, plural, one {# gate opened} other {# gates opened}}",
  "many.deadline": "{count, plural, one {# near its deadline} other {# near their deadline}}",
  "many.expired": "{count, plural, one {# not decided in time} other {# not decided in time}}",
  "many.late": "{count, plural, one {# decision came too late} other {# decisions came too late}}",
  "many.parked": "{count, plural, one {# decision needs you} other {# decisions need you}}",
  "many.critical": "{count, plural, one {# of them critical} other {# of them critical}}",
  "many.body": "{parts}. Open Countersign to see them.",

  "closed.title": "Countersign keeps running",
  "closed.body": "It stays in the tray and tells you when a gate opens. Quit from its menu there.",
  "test.title": "Countersign can reach you",
  "test.body": "This is how a waiting gate is announced.",

  "start.failed": "Countersign cannot start",
  "start.failed.quit": "Quit",

  "dialog.save": "Save",
  "dialog.readKey": "Read the key from this file",
  "overlay.waiting": "{count, plural, one {# waiting gate} other {# waiting gates}}",
  "autostart.comment": "Approvals for AI agents, ready in the tray",
} as const;

export type MessageId = keyof typeof en;
