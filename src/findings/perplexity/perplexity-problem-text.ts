import type {PerplexityProblem} from "../../metrics/perplexity/perplexity-points.js";
import {shareBelowMedian} from "../../metrics/perplexity/perplexity-shift.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {about, listText, percent, rangeText, whole} from "../shared/format.js";
import type {NamedPair} from "./perplexity-conditions.js";
import {originSentence} from "../shared/origin-text.js";

/** Where the policy's completions lie in the base's own distribution: the range over the problems, and each. */
export function problemAnswer(shown: readonly PerplexityProblem[], {base, rl}: NamedPair): FigureAnswer {
  const all = shown.map(({problem_id, points: [own, others]}) => {
    const [ofBase, ofRl] = [own!.perplexities, others!.perplexities];
    const share =
      ofBase.length === 0 || ofRl.length === 0 ? null : shareBelowMedian({base: ofBase, policy: ofRl});
    return {problem_id, ofBase, ofRl, share};
  });
  const shares = all.flatMap(({share}) => share ?? []);
  if (shares.length === 0)
    return oneAnswer(`There is nothing to compare on ${listText(all.map(({problem_id}) => problem_id))}.`);
  const different = (values: readonly number[]): string => whole(new Set(values).size);
  const likelier = `likelier under ${base.label} than its own middle answer`;
  return answerOf(
    `${rangeText(shares, about)} of ${rl.label}’s answers to the problems shown are ${likelier}.`,
    all.map(({problem_id, ofBase, ofRl, share}) => ({
      title: problem_id,
      text:
        share === null
          ? "there is nothing to compare."
          : `${percent(share)} of ${rl.label}’s ${whole(ofRl.length)} answers${all.length === 1 ? ` are ${likelier}` : ""} ` +
            `(different perplexities: ${rl.label} ${different(ofRl)}, ${base.label} ${different(ofBase)}).`
    }))
  );
}

/** Under the figure: what a mark is. */
export function problemCaption({benchmark, base, rl}: NamedPair, study: StudySummary): string {
  return (
    `Each mark is one of the first 16 completions of a problem by ${base.label} (circles) or ${rl.label} (squares), or a reference solution (strokes; as many as there are); filled: correct by ${benchmark.verifier}, hollow: not. ` +
    `Marks that would cover each other stand on top of each other. Perplexity per token at temperature 1, logarithmic axis; both problems share it. Equal answers count half in the shares. ${originSentence(study)}.`
  );
}
