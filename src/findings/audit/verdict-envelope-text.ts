import type {ErrorRate, VerdictEnvelope} from "../../metrics/audit/verdict-envelope.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {countOf} from "../shared/counted.js";
import {toCsv} from "../shared/csv.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {budget, listText, points, shareText, whole} from "../shared/format.js";
import {pairName} from "./effect-text.js";

type Labels = Pick<StudySummary, "policies" | "benchmarks">;

/** Whether the verifier's errors and cut completions could turn a lead round, at either end of each pair's curves. */
export function verdictEnvelopeAnswer(envelopes: readonly VerdictEnvelope[], study: Labels): FigureAnswer {
  if (envelopes.length === 0)
    return oneAnswer(
      "No completion of a pair was cut, and nobody gave a rate of errors of the verifier: there is no envelope to draw."
    );
  const ends = envelopes.flatMap(({difference}) => [difference[0]!, difference.at(-1)!]);
  const turned = ends.filter(({estimate, low, high}) => estimate !== 0 && low <= 0 && high >= 0);
  const checked = envelopes.filter(
    ({falsePositives, falseNegatives}) => falsePositives !== null || falseNegatives !== null
  );
  const rest =
    checked.length === envelopes.length
      ? ""
      : ` For ${countOf(envelopes.length - checked.length, envelopes.length)} pairs nobody gave a rate of errors: there the envelopes are of cut completions alone.`;
  return answerOf(
    `At ${countOf(turned.length, ends.length)} ends of the curves, errors of the verifier and cut completions could turn the lead round at worst.${rest}`,
    envelopes.map((one) => ({title: pairName(one, study), text: envelopeText(one)}))
  );
}

function envelopeText({
  curves,
  falsePositives,
  falseNegatives,
  source,
  difference,
  crossing
}: VerdictEnvelope): string {
  const last = difference.at(-1)!;
  const rates = [
    ...rateText(falsePositives, "verdicts “correct”", falseNegatives === null ? source : null),
    ...rateText(falseNegatives, "verdicts “incorrect”", source)
  ];
  const cut = curves.reduce((sum, one) => sum + one.cut, 0);
  const parts = [...rates, ...(cut > 0 ? [`${whole(cut)} cut completions that count as wrong`] : [])];
  const place = (k: number | null): string =>
    k === null ? `beyond ${whole(last.k)}` : k <= 1 ? "at most 1" : budget(k);
  const range =
    crossing.low === crossing.high
      ? `k* stays ${place(crossing.estimate)}`
      : `k* = ${place(crossing.estimate)} may lie from ${place(crossing.low)} to ${place(crossing.high)}`;
  return `${parts.length === 0 ? "no doubts" : listText(parts)}; ${range}, the difference with ${whole(last.k)} tries, ${points(last.estimate)} points, from ${points(last.low)} to ${points(last.high)}.`;
}

function rateText(rate: ErrorRate | null, name: string, source: string | null): string[] {
  if (rate === null) return [];
  const most = `at most ${shareText(rate.high)}${source === null ? "" : `; source: ${source}`}`;
  return [`${whole(rate.wrong)} of ${whole(rate.of)} checked ${name} wrong (${most})`];
}

/** Every value of the figure. */
export function verdictEnvelopeCsv(envelopes: readonly VerdictEnvelope[]): string {
  const rows = envelopes.flatMap(({benchmark, base, policy, curves, difference}) => [
    ...curves.flatMap((curve) =>
      curve.points.map(({k, coverage, low, high}) => [
        benchmark,
        curve.policy,
        "pass@k",
        k,
        coverage,
        low,
        high
      ])
    ),
    ...difference.map(({k, estimate, low, high}) => [
      ...[benchmark, policy, `difference from ${base}`, k, estimate, low, high]
    ])
  ]);
  return toCsv(["benchmark", "policy", "quantity", "k", "estimate", "least", "most"], rows);
}
