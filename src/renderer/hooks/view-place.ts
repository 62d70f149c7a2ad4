/** Where a scrolling element stands, in CSS pixels. */
interface Place {
  readonly top: number;
  readonly height: number;
}

interface Watched {
  place: Place;
  readonly listeners: Set<() => void>;
}

const NOWHERE: Place = { top: 0, height: 0 };
const watched = new WeakMap<HTMLElement, Watched>();

/**
 * Where the element stood when it last scrolled or changed its size. Asking the element itself while something is being
 * painted anew would have all of the page laid out for the answer.
 */
export function placeOf(view: HTMLElement | null): Place {
  return (view && watched.get(view)?.place) ?? NOWHERE;
}

/** Measures an element that is new here. */
export function beginPlace(view: HTMLElement): void {
  if (watched.has(view)) return;
  watched.set(view, { place: measure(view), listeners: new Set() });
}

/** Tells of every change of the element's place, until the answer is called. */
export function watchPlace(view: HTMLElement | null, listener: () => void): () => void {
  if (view === null) return () => undefined;
  const one = watched.get(view);
  one?.listeners.add(listener);
  const look = (): void => notePlace(view);
  const resized = new ResizeObserver(look);
  resized.observe(view);
  view.addEventListener("scroll", look, { passive: true });
  return () => {
    one?.listeners.delete(listener);
    resized.disconnect();
    view.removeEventListener("scroll", look);
  };
}

/** Scrolls, and says so at once: the element's own event comes with the next frame. */
export function scrollTo(view: HTMLElement, top: number): void {
  view.scrollTop = top;
  notePlace(view);
}

function notePlace(view: HTMLElement): void {
  const one = watched.get(view);
  if (one === undefined) return;
  const place = measure(view);
  if (place.top === one.place.top && place.height === one.place.height) return;
  one.place = place;
  for (const listener of one.listeners) listener();
}

function measure(view: HTMLElement): Place {
  return { top: view.scrollTop, height: view.clientHeight };
}
