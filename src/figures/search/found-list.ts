import {html} from "htl";
import {excerpt, type FoundCompletion} from "../../findings/hard-cases/completion-search.js";
import {whole} from "../../findings/shared/format.js";
import type {PolicySummary} from "../../metrics/study/study-summary.js";

/** Found completions that stand there before the reader asks for more. */
const FIRST = 8;
/** Characters on each side of what was looked for. */
const AROUND = 80;

export interface FoundListOptions {
  found: readonly FoundCompletion[];
  /** What was looked for in the texts. */
  text: string;
  policies: readonly PolicySummary[];
  /** Where a completion is read. */
  address: (found: FoundCompletion) => string;
  /** Reads it here instead of going to its address. */
  onOpen?: ((found: FoundCompletion) => void) | undefined;
}

/** The completions that a search found: problem, policy, verdict, and a piece of the text. */
export function foundList(options: FoundListOptions): HTMLElement {
  const {found} = options;
  const list = html`<ol class="found-list">
    ${found.slice(0, FIRST).map((one) => item(one, options))}
  </ol>`;
  const rest = found.slice(FIRST);
  if (rest.length === 0) return list;
  const more = html`<button type="button" class="link-button">${whole(rest.length)} more</button>`;
  more.addEventListener("click", () => {
    list.append(...rest.map((one) => item(one, options)));
    more.remove();
  });
  return html`<div>${list}${more}</div>`;
}

function item(found: FoundCompletion, {text, policies, address, onOpen}: FoundListOptions): HTMLElement {
  const {problemId, policy, completion} = found;
  const [before, hit, after] = excerpt(completion.completion, text, AROUND);
  const label = policies.find((one) => one.policy === policy)?.label ?? policy;
  const link = html`<a href=${address(found)}>${problemId}</a>`;
  link.addEventListener("click", (event) => {
    if (onOpen === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(found);
  });
  const times = completion.count === 1 ? "once" : `${whole(completion.count)} times`;
  return html`<li>
    ${link} · ${label} · ${completion.verdict}, ${times}
    <pre class="found-text">${before}${hit === "" ? "" : html`<mark>${hit}</mark>`}${after}</pre>
  </li>`;
}
