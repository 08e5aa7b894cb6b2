import {html} from "htl";
import {whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {Counts} from "../../metrics/counts/counts.js";
import type {CaseRow} from "./case-order.js";

export interface CaseListOptions {
  rows: readonly CaseRow[];
  selected: string | null;
  styles: {first: PolicyStyle; second: PolicyStyle | null};
  onSelect: (problemId: string) => void;
}

const PAGE = 8;

/** Problems to choose from, each with its accuracy under the policies in view: a list box that the arrow keys walk through. */
export function caseList({rows, selected, styles, onSelect}: CaseListOptions): HTMLElement {
  let at = rows.findIndex(({problemId}) => problemId === selected);
  const options = rows.map(
    (row, i) =>
      html`<div
        class="case-option"
        role="option"
        id=${`case-${i}`}
        aria-selected=${String(i === at)}
        data-problem=${row.problemId}
      >
        <span class="case-name">${row.problemId}</span>
        ${share(row.first, styles.first)}
        ${row.second && styles.second ? share(row.second, styles.second) : ""}
      </div>`
  );
  const list = html`<div
    class=${styles.second === null ? "case-list is-single" : "case-list"}
    role="listbox"
    tabindex="0"
    aria-label="Problems"
    aria-activedescendant=${at < 0 ? null : `case-${at}`}
  >
    ${options}
  </div>`;
  const choose = (next: number): void => {
    if (next === at || rows[next] === undefined) return;
    options[at]?.setAttribute("aria-selected", "false");
    at = next;
    options[at]!.setAttribute("aria-selected", "true");
    list.setAttribute("aria-activedescendant", `case-${at}`);
    reveal(list, options[at]!);
    onSelect(rows[at]!.problemId);
  };
  const moves: Record<string, () => number> = {
    ArrowDown: () => at + 1,
    ArrowUp: () => at - 1,
    PageDown: () => at + PAGE,
    PageUp: () => at - PAGE,
    Home: () => 0,
    End: () => rows.length - 1
  };
  list.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(Math.min(Math.max(move(), 0), rows.length - 1));
  });
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest(".case-option");
    if (option !== null) choose(options.indexOf(option as HTMLElement));
  });
  requestAnimationFrame(() => {
    if (at >= 0) reveal(list, options[at]!);
  });
  return list;
}

/** What the columns of the list are, above it; to those who hear the list each number says whose it is. */
export function caseHeads({first, second}: CaseListOptions["styles"]): HTMLElement {
  const of = ({label, color}: PolicyStyle): HTMLElement =>
    html`<span class="case-share"
      ><b style=${`border-bottom: 2px solid ${color}`}>${label}</b
      ><span class="case-count">correct</span></span
    >`;
  return html`<div class=${second === null ? "case-heads is-single" : "case-heads"} aria-hidden="true">
    <span class="case-name">Problem</span>${of(first)}${second === null ? "" : of(second)}
  </div>`;
}

/** Scrolls the list alone, never the page, until the option shows. */
function reveal(list: HTMLElement, option: HTMLElement): void {
  const above = option.offsetTop - list.scrollTop;
  if (above < 0) list.scrollTop = option.offsetTop;
  else if (above + option.offsetHeight > list.clientHeight)
    list.scrollTop = option.offsetTop + option.offsetHeight - list.clientHeight;
}

function share({n, c}: Counts, {color, label}: PolicyStyle): HTMLElement {
  const text = n === 0 ? "none judged" : `${whole(c)} of ${whole(n)}`;
  const width = n === 0 ? 0 : (100 * c) / n;
  return html`<span class="case-share" title=${`${label}: ${text}`}
    ><span class="case-bar" aria-hidden="true"
      ><span style=${`width: ${width}%; background: ${color}`}></span></span
    ><span class="case-count"><span class="visually-hidden">${label} </span>${text}</span></span
  >`;
}
