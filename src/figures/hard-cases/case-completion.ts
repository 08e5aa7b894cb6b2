import {html} from "htl";
import {caseSteps, checksEveryStep, type CaseStep} from "../../findings/hard-cases/case-steps.js";
import {whole} from "../../findings/shared/format.js";
import type {CaseCompletion, CaseShard} from "../../metrics/study/case-shard.js";
import {failingTest} from "./case-failing-test.js";
import {programView} from "./case-program.js";

export interface CaseCompletionOptions {
  completion: CaseCompletion;
  shard: CaseShard;
  /** The verifier whose verdict it is. */
  verifier: string;
  /** Completions of the policy on this problem. */
  n: number;
  /** Where the reader marks it. */
  control: Node;
  /** Whether it is the one to read next of its problem. */
  isNext?: boolean;
}

const signs = {right: "✓", wrong: "✗", unchecked: "·"} as const;
const readings = {right: "right: ", wrong: "wrong: ", unchecked: "not checked: "} as const;
const verdictSigns = {correct: "✓", incorrect: "✗", error: "?"} as const;

/** One text that a policy wrote: the verdict and why, the text with what the verifier found in it, the reader's mark. */
export function caseCompletion({
  completion,
  shard,
  verifier,
  n,
  control,
  isNext = false
}: CaseCompletionOptions): HTMLElement {
  const {verdict, count, extracted, truncated} = completion;
  const times = count === 1 ? "once" : `${whole(count)} times`;
  const notes = [
    `${times} in ${whole(n)}`,
    ...(extracted === undefined || shard.domain === "code" ? [] : [`answer ${extracted}`]),
    ...(truncated ? ["cut at the token limit"] : []),
    ...(isNext ? ["read this one next"] : [])
  ];
  return html`<article class=${`case-completion is-${verdict}`}>
    <p class="case-verdict">
      <b><span aria-hidden="true">${verdictSigns[verdict]}</span> ${verdict}</b> ${notes.join(" · ")}
    </p>
    ${completionBody(completion, shard, verifier)} ${control}
  </article>`;
}

function completionBody(completion: CaseCompletion, shard: CaseShard, verifier: string): Node[] {
  const {completion: text, rule, verdict, extracted} = completion;
  if (checksEveryStep(verifier)) {
    const steps = caseSteps(text, rule);
    const isNamed = steps.some(({state}) => state === "wrong");
    return [stepList(steps), ...(isNamed || verdict === "correct" ? [] : [ruleLine(completion)])];
  }
  const body = shard.domain === "code" ? programView(text) : plainText(text, extracted);
  const failed = failingTest(rule, shard.gold);
  if (failed === null) return [body, ruleLine(completion)];
  return [body, html`<p class="case-rule"><code>${failed.call}</code>: ${failed.said}</p>`];
}

function stepList(steps: readonly CaseStep[]): HTMLElement {
  return html`<ol class="case-steps">
    ${steps.map(
      ({text, state, fault}) =>
        html`<li class=${`is-${state}`}>
          <span class="case-sign" aria-hidden="true">${signs[state]}</span
          ><span class="visually-hidden">${readings[state]}</span
          ><code>${text === "" ? "(empty)" : text}</code>${
            fault === undefined ? "" : html`<span class="case-fault">${fault}</span>`
          }
        </li>`
    )}
  </ol>`;
}

/** A text with the last place of the answer that the verifier read in it. */
function plainText(text: string, extracted: string | undefined): HTMLElement {
  const at = extracted === undefined || extracted === "" ? -1 : text.lastIndexOf(extracted);
  const pieces =
    at < 0 ? text : [text.slice(0, at), html`<mark>${extracted}</mark>`, text.slice(at + extracted!.length)];
  return html`<pre class="case-text is-prose" tabindex="0" role="group" aria-label="Completion">
${pieces}</pre>`;
}

function ruleLine({reason, rule}: CaseCompletion): HTMLElement {
  const why = reason === undefined ? "" : `${reason.replaceAll("_", " ")}: `;
  return html`<p class="case-rule">${why}${rule.replaceAll("_", " ")}</p>`;
}
