import {html} from "htl";
import {percent, whole} from "../../findings/shared/format.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import type {WorkedProblem} from "../../metrics/study/worked-problem.js";
import {caseCompletion} from "../hard-cases/case-completion.js";
import {caseProblem} from "../hard-cases/case-problem.js";
import {swatch} from "../shared/plot/swatch.js";

/**
 * A problem of a domain with what the base and the trained policy wrote most often, each with its verdict. `all` is
 * src/data/worked.json; nothing to see where it has none of the experiment.
 */
export function workedProblem(
  all: readonly WorkedProblem[],
  experiment: string,
  study: StudySummary
): HTMLElement {
  const found = all.find((one) => one.experiment === experiment);
  const benchmark = study.benchmarks.find((one) => one.benchmark === found?.shard.benchmark);
  if (!found || !benchmark) return html`<span class="nothing-more"></span>`;
  const styles = policyStyles(study.policies);
  const columns = found.policies.flatMap(({policy: id, n, c}) => {
    const policy = study.policies.find((one) => one.policy === id);
    const completion = found.shard.policies.find((one) => one.policy === id)?.completions[0];
    if (!policy || !completion) return [];
    return html`<section class="case-column" aria-label=${policy.label}>
      <p class="worked-policy">
        <b>${swatch(styles.get(id)!)}${policy.label}</b> ${whole(c)} of ${whole(n)} tries correct
        (${percent(c / n)})
      </p>
      ${caseCompletion({
        completion,
        shard: found.shard,
        verifier: found.verifier,
        n,
        control: html`<span></span>`
      })}
    </section>`;
  });
  return html`<figure class="worked">
    ${caseProblem(found.shard)}
    <div class="case-columns">${columns}</div>
    <figcaption class="figure-caption">
      ${benchmark.label}, ${found.shard.problem_id}: the problem, as the models read it, on which both are
      right about as often as on all, and the text that each wrote most often. Judged by ${found.verifier}.
    </figcaption>
  </figure>`;
}

/** The experiment of the first worked problem, which an overview shows. */
export function firstWorked(all: readonly WorkedProblem[]): string {
  return all[0]?.experiment ?? "";
}
