import {html} from "htl";

export interface KHandleOptions {
  /** The budgets it stops at, ascending. */
  ks: readonly number[];
  label: string;
  /** What is read at a budget, for people who hear it. */
  text: (k: number) => string;
  /** Place of a budget in pixels from the plot's left edge. */
  x: (k: number) => number;
  /** Height of the axis in pixels from the plot's top edge. */
  top: number;
}

/** A slider on the k axis. Setting `value` moves it silently; the keys dispatch `input`. */
export interface KHandle extends HTMLElement {
  value: number;
}

const PAGE = 3;

/** The handle on the k axis: arrow keys go to the next budget, Home and End to the ends, Page Up and Down three at a time. */
export function kHandle({ks, label, text, x, top}: KHandleOptions): KHandle {
  const last = ks.length - 1;
  let index = 0;
  const element = html`<div
    class="k-handle"
    role="slider"
    tabindex="0"
    aria-label=${label}
    aria-valuemin=${ks[0]}
    aria-valuemax=${ks[last]}
    style=${`top: ${top}px`}
  ></div>`;

  function moveTo(next: number): void {
    index = Math.min(last, Math.max(0, next));
    const k = ks[index] ?? 1;
    element.style.left = `${x(k)}px`;
    element.setAttribute("aria-valuenow", String(k));
    element.setAttribute("aria-valuetext", text(k));
  }

  const steps: Record<string, () => number> = {
    ArrowRight: () => index + 1,
    ArrowUp: () => index + 1,
    ArrowLeft: () => index - 1,
    ArrowDown: () => index - 1,
    PageUp: () => index + PAGE,
    PageDown: () => index - PAGE,
    Home: () => 0,
    End: () => last
  };
  element.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    moveTo(step());
    element.dispatchEvent(new Event("input"));
  });
  Object.defineProperty(element, "value", {
    get: () => ks[index] ?? 1,
    set: (k: number) => {
      moveTo(ks.indexOf(k));
    }
  });
  return element as unknown as KHandle;
}
