import {html} from "htl";
import type {CaseShard} from "../../metrics/study/case-shard.js";
import {foldOut} from "../shared/page/fold-out.js";
import {testCalls} from "./case-failing-test.js";

/** Pictures narrower than this are drawn with their pixels enlarged. */
const SMALL = 128;

/** What the problem asks: its text, the picture beside it, the reference answer where that is a plain one, the tests of a program. */
export function caseProblem({prompt, gold, picture, problem_id}: CaseShard): HTMLElement {
  const tests = testCalls(gold);
  const isPlain = typeof gold === "string" || typeof gold === "number";
  return html`<div class="case-problem">
    ${picture === null ? "" : problemPicture(picture, problem_id)}
    <div>
      <pre class="case-text case-prompt" tabindex="0" role="group" aria-label="Question">${prompt}</pre>
      ${isPlain ? html`<p class="case-gold">Reference answer: <b>${gold}</b></p>` : ""}
      ${tests.length === 0 ? "" : foldOut(`The ${tests.length} hidden tests`, testList(tests))}
    </div>
  </div>`;
}

function problemPicture(source: string, problemId: string): HTMLElement {
  const image = html`<img
    class="case-picture"
    src=${source}
    alt=${`Picture of problem ${problemId}`}
  />` as HTMLImageElement;
  image.addEventListener("load", () => {
    image.classList.toggle("is-small", image.naturalWidth < SMALL);
  });
  return image;
}

function testList(tests: readonly {call: string; expected: string}[]): HTMLElement {
  return html`<ol class="case-tests">
    ${tests.map(({call, expected}) => html`<li><code>${call}</code> → <code>${expected}</code></li>`)}
  </ol>`;
}
