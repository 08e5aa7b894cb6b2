/** Calls `draw` with an element's width in whole pixels once it is laid out, and again whenever the width changes. */
export function onWidth(element: HTMLElement, draw: (width: number) => void): void {
  let width = 0;
  new ResizeObserver(() => {
    const next = Math.floor(element.clientWidth);
    if (next === width || next === 0) return;
    width = next;
    draw(width);
  }).observe(element);
}
