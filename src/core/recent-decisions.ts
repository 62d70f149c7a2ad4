/** Decisions in the list of recent ones: each one more would be laid out again with every new one. */
export const RECENT_DECISIONS = 20;
