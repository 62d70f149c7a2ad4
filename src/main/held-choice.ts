import type { Topic } from "#ipc/contract.ts";

export interface HeldChoice {
  readonly push: (topic: Topic) => void;
  /** The page asked its first question, so it listens. */
  readonly pageListens: () => void;
}

/**
 * Passes topics on to a page that listens. A page asks for what it shows as soon as it listens, so until its first question
 * everything can be left out but the choice of a card: the answer to that question is the newest there is.
 */
export function createHeldChoice(send: (topic: Topic) => void): HeldChoice {
  let isListening = false;
  let chosen: Topic | undefined;
  return {
    push: (topic) => {
      if (isListening) send(topic);
      else if (topic.topic === "gate.selected") chosen = topic;
    },
    pageListens: () => {
      isListening = true;
      if (chosen !== undefined) send(chosen);
      chosen = undefined;
    },
  };
}
