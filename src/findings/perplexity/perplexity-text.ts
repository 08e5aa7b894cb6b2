import type {OutputEntropy} from "../../metrics/perplexity/output-entropy.js";
import type {
  PerplexityPair,
  PerplexityReport,
  PerplexityTable
} from "../../metrics/perplexity/perplexity-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {toCsv} from "../shared/csv.js";
import {countOf} from "../shared/counted.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {about, interval, percent, rangeText, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import {namedPair, pairTitle, type NamedPair} from "./perplexity-conditions.js";
import {originSentence} from "../shared/origin-text.js";
import {shortSettings} from "../shared/sampling-text.js";

/** A perplexity as a text: three decimals below 10, where models that know their answers differ. */
export function perplexityText(perplexity: number): string {
  return perplexity < 10 ? perplexity.toFixed(3) : perplexity.toPrecision(3);
}

/** Whether the answers after RLVR are ones that the base finds likely, with bootstrap intervals over problems: counted, and each pair. */
export function perplexityAnswer({pairs, level}: PerplexityTable, study: StudySummary): FigureAnswer {
  const measured = pairs.filter(({shift}) => shift !== null);
  const isOnly = measured.length === 1;
  const cases = measured.map((pair) => {
    const named = namedPair(pair, study);
    const text = isOnly ? pairSentence(pair, named, level) : pairNumbers(pair, named);
    return {title: pairTitle(named, pairs), text};
  });
  if (cases.length === 0) return oneAnswer("No completion is scored yet.");
  return answerOf(overview(measured), cases, isOnly ? undefined : clearNote(measured.length));
}

function pairSentence({shift}: PerplexityPair, named: NamedPair, level: number): string {
  const {baseMedian, policyMedian, shareBelow} = shift!;
  const [base, rl] = [named.base.label, named.rl.label];
  return (
    `${withInterval(shareBelow, about, `${percentOfLevel(level)} `)} of ${rl}’s answers are likelier under ${base} than its own middle answer: ` +
    `${verdict(shareBelow, base)}. Their median perplexity is ${perplexityText(policyMedian.estimate)}, that of ${base}’s own ${perplexityText(baseMedian.estimate)}.`
  );
}

/** The numbers of a pair where the lead has the verdicts. */
function pairNumbers({shift}: PerplexityPair, named: NamedPair): string {
  const {baseMedian, policyMedian, shareBelow} = shift!;
  const [base, rl] = [named.base.label, named.rl.label];
  return (
    `${withInterval(shareBelow, percent)} of ${rl}’s answers are likelier under ${base} than its middle answer; ` +
    `median perplexity ${withInterval(policyMedian, perplexityText)} against ${withInterval(baseMedian, perplexityText)} for its own.`
  );
}

function withInterval({estimate, low, high}: Estimate, show: (value: number) => string, prefix = ""): string {
  return `${show(estimate)} (${prefix}${interval(low, high, show)})`;
}

function verdict({low, high}: Estimate, base: string): string {
  if (low > 0.5) return `they are what ${base} already finds likely, as in the paper`;
  if (high < 0.5) return `${base} finds them less likely than its own, unlike in the paper`;
  return "no shift either way can be told from chance";
}

function overview(measured: readonly PerplexityPair[]): string {
  const shares = measured.map(({shift}) => shift!.shareBelow);
  const signs = clearSigns(shares.map(({low, high, p}) => ({low: low - 0.5, high: high - 0.5, p})));
  const [likelier, rarer] = [1, -1].map((side) => signs.filter((sign) => sign === side).length) as [
    number,
    number
  ];
  const range = rangeText(
    shares.map(({estimate}) => estimate),
    about
  );
  const start = `${range} of the answers after RLVR are likelier under the base than its own middle answer`;
  const unlike =
    rarer === 0 ? "" : ` In ${whole(rarer)} they are clearly fewer than half, unlike in the paper.`;
  return `${start}: clearly more than half in ${countOf(likelier, measured.length)} comparisons${likelier > 0 ? ", as in the paper" : ""}.${unlike}`;
}

/** Under the figure: what an outline is, and where the completions come from. */
export function perplexityCaption({pairs, bins, level}: PerplexityTable, study: StudySummary): string {
  const sets = pairs.map((pair) => {
    const named = namedPair(pair, study);
    const problems = whole(pair.shift?.problems ?? 0);
    return `${pairTitle(named, pairs)}: ${whole(pair.n)} completions of each of ${problems} problems by each policy (${named.rl.label} at ${shortSettings(named.rl)})`;
  });
  const beyond = pairs.flatMap(({conditions}) =>
    conditions
      .slice(0, 4)
      .map(({all, histogram}) =>
        all === null ? 0 : 1 - histogram.reduce((sum, count) => sum + count, 0) / all.completions
      )
  );
  return (
    `Perplexity per token, exp(−mean log-probability), at temperature 1, on a logarithmic axis. Outline: ${whole(bins.count)} bins of equal width, scaled to its own peak; thick line: middle half, thin line: middle 90%, stroke: median; ` +
    `dotted: the base’s median. At most ${percent(Math.max(0, ...beyond))} of a row lies beyond the axis. ` +
    `${sets.join("; ")}. Intervals: ${percentOfLevel(level)}, for other problems of the same kind, whose completions stay together. ${originSentence(study)}.`
  );
}

/** Every condition and every part of it. */
export function perplexityCsv({pairs}: PerplexityTable): string {
  const columns = ["benchmark", "base", "rl", "scored_by", "written_by", "verdict", "completions"];
  const numbers = ["q05", "q25", "median", "q75", "q95", "median_of_problems"];
  const rows = pairs.flatMap(({benchmark, base, rl, conditions}) =>
    conditions.flatMap(({scorer, author, all, correct, incorrect}) =>
      [
        {verdict: "all", spread: all},
        {verdict: "correct", spread: correct},
        {verdict: "incorrect", spread: incorrect}
      ].flatMap(({verdict: part, spread}) =>
        spread === null
          ? []
          : [
              [
                benchmark,
                base,
                rl,
                scorer,
                author,
                part,
                spread.completions,
                ...spread.quantiles,
                spread.medianOfProblems
              ]
            ]
      )
    )
  );
  return toCsv([...columns, ...numbers], rows);
}

/** How much of the base's token entropy is left after RLVR, on the same texts: the range, and each pair. */
export function entropyAnswer(
  {pairs, referenceEntropies}: PerplexityReport,
  study: StudySummary
): FigureAnswer {
  const known = pairs.flatMap((pair) => {
    const of = (policy: string): OutputEntropy | undefined =>
      referenceEntropies.find((each) => each.benchmark === pair.benchmark && each.policy === policy);
    const [before, after] = [of(pair.base), of(pair.rl)];
    if (!before || !after) return [];
    return [{named: namedPair(pair, study), before, after}];
  });
  if (known.length === 0) return oneAnswer("No reference solution is scored yet.");
  const ratios = known.map(({before, after}) => after.estimate / before.estimate);
  const left = rangeText(ratios, (share) => `${(100 * share).toFixed(0)}%`);
  const openness = ratios.every((share) => share < 1)
    ? "RL is less open: it keeps"
    : ratios.every((share) => share > 1)
      ? "RL is more open: it has"
      : "RL has";
  return answerOf(
    `Reading the same solutions, ${openness} ${left} of its base’s entropy a token.`,
    known.map(({named, before, after}) => ({
      title: pairTitle(named, pairs),
      text:
        `${known.length === 1 ? "reading the same reference solutions, " : ""}${named.rl.label} has ${entropyText(after)} nats a token ` +
        `and ${named.base.label} ${entropyText(before)}.`
    }))
  );
}

/** An entropy with its interval. */
export function entropyText({estimate, low, high}: Estimate): string {
  const nats = (value: number): string => value.toFixed(3);
  return `${nats(estimate)} (${interval(low, high, nats)})`;
}
