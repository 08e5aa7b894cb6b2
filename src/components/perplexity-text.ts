import type {OutputEntropy} from "../metrics/output-entropy.js";
import type {PerplexityPair, PerplexityReport, PerplexityTable} from "../metrics/perplexity-table.js";
import type {Estimate} from "../metrics/sampling-efficiency-gap.js";
import type {StudySummary} from "../metrics/study-summary.js";
import {toCsv} from "./csv.js";
import {interval, percent, whole} from "./format.js";
import {namedPair, pairTitle} from "./perplexity-conditions.js";

/** A perplexity as a text: three decimals below 10, where models that know their answers differ. */
export function perplexityText(perplexity: number): string {
  return perplexity < 10 ? perplexity.toFixed(3) : perplexity.toPrecision(3);
}

/** Pairs that get a sentence each. */
const MOST_SENTENCES = 2;

/** Whether the answers after RLVR are ones that the base finds likely, with bootstrap intervals over problems. */
export function perplexityAnswer({pairs, level}: PerplexityTable, study: StudySummary): string {
  const measured = pairs.filter(({shift}) => shift !== null);
  if (measured.length > MOST_SENTENCES) return overview(measured);
  return measured.map((pair) => sentence(pair, pairs, level, study)).join(" ");
}

function sentence(
  pair: PerplexityPair,
  all: readonly PerplexityPair[],
  level: number,
  study: StudySummary
): string {
  const named = namedPair(pair, study);
  const {baseMedian, policyMedian, shareBelow} = pair.shift!;
  const [base, rl] = [named.base.label, named.rl.label];
  const withInterval = (estimate: Estimate, show: (value: number) => string, prefix = ""): string =>
    `${show(estimate.estimate)} (${prefix}${interval(estimate.low, estimate.high, show)})`;
  return (
    `On ${pairTitle(named, all)}, the median perplexity under ${base} is ${withInterval(policyMedian, perplexityText, `${percent(level).replace(".0", "")} `)} for ${rl}’s answers ` +
    `and ${withInterval(baseMedian, perplexityText)} for ${base}’s own; ${withInterval(shareBelow, percent)} of ${rl}’s answers are likelier than ${base}’s middle answer to the same problem: ` +
    `${verdict(shareBelow, base)}.`
  );
}

function verdict({low, high}: Estimate, base: string): string {
  if (low > 0.5) return `they are among those that ${base} already finds likely, as in the paper`;
  if (high < 0.5) return `${base} finds them less likely than its own, unlike in the paper`;
  return "no shift either way can be told from chance";
}

function overview(measured: readonly PerplexityPair[]): string {
  const shares = measured.map(({shift}) => shift!.shareBelow);
  const [likelier, rarer] = [
    shares.filter(({low}) => low > 0.5).length,
    shares.filter(({high}) => high < 0.5).length
  ];
  const values = shares.map(({estimate}) => estimate);
  return (
    `In ${whole(likelier)} of ${whole(measured.length)} comparisons more than half of the answers after RLVR are likelier under the base than its own middle answer to the same problem, as in the paper; ` +
    `in ${whole(rarer)} fewer than half are. The share goes from ${percent(Math.min(...values))} to ${percent(Math.max(...values))}.`
  );
}

/** Under the figure: what an outline is, and where the completions come from. */
export function perplexityCaption(
  {pairs, bins, level, replicates}: PerplexityTable,
  study: StudySummary
): string {
  const drawn = study.date === null ? "" : `, drawn ${study.date}`;
  const sets = pairs.map((pair) => {
    const named = namedPair(pair, study);
    const {temperature, top_p} = named.rl;
    const problems = whole(pair.shift?.problems ?? 0);
    return `${pairTitle(named, pairs)}: ${whole(pair.n)} completions of each of ${problems} problems by each policy (${named.rl.label} at T ${temperature}, top-p ${top_p})`;
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
    `${sets.join("; ")}. Intervals: ${percent(level).replace(".0", "")}, ${whole(replicates)} resamples of problems. Seed ${study.seed}${drawn}.`
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

/** How much of the base's token entropy is left after RLVR, on the same texts, for each pair. */
export function entropyAnswer({pairs, referenceEntropies}: PerplexityReport, study: StudySummary): string {
  const sentences = pairs.flatMap((pair) => {
    const of = (policy: string): OutputEntropy | undefined =>
      referenceEntropies.find((each) => each.benchmark === pair.benchmark && each.policy === policy);
    const [before, after] = [of(pair.base), of(pair.rl)];
    if (!before || !after) return [];
    const named = namedPair(pair, study);
    return `On ${pairTitle(named, pairs)}, reading the same reference solutions, ${named.rl.label} has ${entropyText(after)} nats a token and ${named.base.label} ${entropyText(before)}.`;
  });
  return sentences.length === 0 ? "No reference solution is scored yet." : sentences.join(" ");
}

/** An entropy with its interval. */
export function entropyText({estimate, low, high}: Estimate): string {
  const nats = (value: number): string => value.toFixed(3);
  return `${nats(estimate)} (${interval(low, high, nats)})`;
}
