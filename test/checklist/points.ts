/** One thing that people who work in such a window all day expect of it, in our own words. */
export interface Point {
  /** Two digits: the tests that prove the point are named `NN: …`. */
  readonly number: string;
  readonly promise: string;
}

export interface PointGroup {
  readonly name: string;
  readonly points: readonly Point[];
}

/** The whole of what the window promises, in the order of the day: clear the queue, read a card, lose the network, look away, set up. */
export const pointGroups: readonly PointGroup[] = [
  group("Clearing the queue", 1, [
    "`j` and `k`, like the arrows, walk the waiting gates and bring up the card of each.",
    "`Enter` or `o` goes from the row into its card, and `Esc` steps back, one step at a time.",
    "`a` approves, `r` asks for the reason and then rejects, `e` goes to the first value that may be edited.",
    "`x` selects, `Shift` selects a range, and several gates are decided together after one confirmation with their total.",
    "`h` snoozes a gate for a while that never outlives its deadline, and it wakes when its risk or deadline changes.",
    "A decision can be undone while its countdown runs, by button or `Ctrl+Z`, before anything is sent; near the deadline there is no such window.",
    "After a decision the next waiting gate comes up by itself.",
    "`?` shows every shortcut.",
    "`Ctrl+K` opens a palette of every command and every waiting gate.",
    "`/` searches, filters narrow the queue, and a combination worth keeping is kept as a view.",
    "The queue is ordered by deadline, amount or risk.",
    "While gates come and go, the selected gate and the focus stay on the gate they were on.",
    "While a person is typing, no letter is a shortcut.",
  ]),
  group("Reading a card", 14, [
    "Amounts, dates, choices and nested values are shown as what they are, by the operator's own locale.",
    "Every edit is shown before and after, side by side, before it is approved.",
    "The log shows its colours, follows its end until it is scrolled, and can be searched and copied.",
    "The countdown runs by the server's clock, and a screen reader hears of it at thresholds alone.",
    "A card leads to its run at the vendor's.",
    "Text that a model wrote is shown as text: unseen characters are marked, and mixed scripts are named.",
    "A card tells who decided what about it, and when.",
    "Above a limit, approving takes the amount, typed.",
    "A gate that expired, was settled or has nobody waiting says so and takes no decision.",
  ]),
  group("Without a network", 23, [
    "Offline is said in a banner, with the time of the last good answer.",
    "A queued decision stays in sight with its state and its last error, and can be taken back.",
    "A decision that came too late, or second, is shown as that, with whose decision stands.",
    "A start without a network shows what was last known, and says how old it is.",
    "A waiting decision can be sent, and the queue asked for, at once.",
    "The audit log is exported as CSV and JSON, its chain checked.",
  ]),
  group("Being there", 29, [
    "The tray tells the count, the urgency, offline and trouble, and its menu opens, pauses, checks and quits.",
    "Closing the window leaves the console in the tray, which is explained once.",
    "A new gate notifies by its urgency.",
    "A sound can be chosen, with its volume.",
    "Quiet hours and a mute hold notifications back, and a critical gate breaks through.",
    "The system's own do-not-disturb is respected.",
    "The console can start with the computer, hidden.",
    "A global shortcut brings the window up; one that cannot be had leaves the old one in place.",
    "A `countersign://` link opens its card and never decides.",
    "There is one console on a home: a second start brings the first one up.",
  ]),
  group("Setting up", 39, [
    "A first start takes the key pasted, from a file or from the environment, tests it and names what is wrong; a notification can be tried there.",
    "Several environments share one queue, and production cannot be mistaken.",
    "Theme, contrast, zoom and motion follow the system or the operator, are kept, and survive forced colours.",
    "Settings are put back in one step, and a diagnostics file holds what support needs and no secret.",
    "After sleep or unlock the queue is asked for at once; while the computer sleeps it is left alone.",
    "An update waits for the last undo to end before it asks for anything.",
  ]),
];

function group(name: string, first: number, promises: readonly string[]): PointGroup {
  const points = promises.map((promise, index) => ({ number: String(first + index).padStart(2, "0"), promise }));
  return { name, points };
}

/** The points alone. */
export const points: readonly Point[] = pointGroups.flatMap((one) => one.points);
