import type { Page } from "@playwright/test";

/** What the window shows of a card, read in the page itself. */
export interface ShownCard {
  readonly shown: boolean;
  /** From being asked for to standing there, milliseconds. */
  readonly took: number;
  readonly amount: { readonly text: string; readonly exact: boolean } | null;
  readonly payeeFlagged: boolean;
  readonly canApprove: boolean;
  /** Elements and attributes that no text of ours makes. */
  readonly strangers: readonly string[];
  /** What a page's own objects gained. */
  readonly polluted: boolean;
  /** A part of the window that gave up. */
  readonly broken: boolean;
}

const PATIENCE_MS = 20_000;

/** Waits until the card of this token stands in the window and reads it. */
export async function readCard(page: Page, tokenId: string): Promise<ShownCard> {
  return page.evaluate(
    async ({ tokenId, patience }) => {
      const begun = performance.now();
      const pane = () => document.querySelector("main");
      const ACTING = [
        "href",
        "src",
        "srcset",
        "srcdoc",
        "action",
        "formaction",
        "data",
        "ping",
        "xlink:href",
        "background",
      ];
      const failed = () =>
        [...document.querySelectorAll('main [role="alert"] button, main > [role="alert"]')].length > 0;
      const stands = () => [...(pane()?.querySelectorAll("dd") ?? [])].some((detail) => detail.textContent === tokenId);
      while (!stands() && !failed() && performance.now() - begun < patience)
        await new Promise((resolve) => setTimeout(resolve, 4));
      const took = performance.now() - begun;
      const money = pane()?.querySelector<HTMLElement>("[data-exact]") ?? null;
      const strangers = [
        ...document.querySelectorAll(
          "#root :is(script, iframe, img, object, embed, link, style, form[action], meta, base, video, audio)",
        ),
      ].map(({ nodeName }) => nodeName);
      for (const element of document.querySelectorAll("#root *"))
        for (const { name, value } of element.attributes)
          if (name.startsWith("on") || (ACTING.includes(name) && !value.startsWith("#")))
            strangers.push(`${element.nodeName}[${name}]`);
      const approve = [...(pane()?.querySelectorAll<HTMLButtonElement>("button") ?? [])].find((button) =>
        button.textContent.startsWith("Approve"),
      );
      return {
        shown: stands(),
        took,
        amount: money === null ? null : { text: money.textContent, exact: money.dataset["exact"] === "true" },
        payeeFlagged:
          (pane()?.textContent ?? "").includes("imitate another name") ||
          (pane()?.textContent ?? "").includes("that look like Latin ones"),
        canApprove: approve !== undefined && !approve.disabled,
        strangers,
        polluted: Reflect.get({}, "admin") !== undefined || Object.keys(Object.prototype).length > 0,
        broken: failed(),
      };
    },
    { tokenId, patience: PATIENCE_MS },
  );
}
