import {agreedChains, type ReadChain} from "../../metrics/coverage/read-chain.js";
import {alphaEstimate} from "../../metrics/reading/krippendorff.js";
import type {PolicyReading, ReadingTable} from "../../metrics/reading/reading-table.js";
import {readingUnits} from "../../metrics/reading/reading-table.js";
import {hasJudge} from "../../metrics/reading/reading-unit.js";
import {LEAST_READ, readCotPassAtK} from "../../metrics/reading/valid-reasoning.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {grouped} from "../../metrics/support/grouped.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import {interval, percent, whole} from "../shared/format.js";
import type {ReadingEstimates, Readings} from "./reading-points.js";

/** What is read next, and how far the reading of a policy has come, in a few sentences. `beyond`: problems that are read, but after an open one. */
export function readingProgress(
  label: string,
  k: number,
  {units, sample, beyond}: Readings & {beyond: number}
): string {
  const {readings, next, sampled} = sample;
  const order =
    `“Read first” narrows the interval of ${label}’s CoT-pass@${whole(k)} fastest: ` +
    "problems where a wrong chain of thought would change it most stand first, drawn at random with these chances; of each, correct completions are read in random order up to the first valid one.";
  if (next === null)
    return `${order} All ${whole(units.length)} problems are read, by ${counted(readings, "completion")}.`;
  const {unit} = next;
  const done = `In this order ${counted(readings, "completion")} of ${whole(sampled.length)} of ${whole(units.length)} problems ${readings === 1 ? "is" : "are"} read; next comes ${unit.problem_id}`;
  const gap =
    beyond === 0
      ? ""
      : `, which is not read to a chain that all readers call valid: ${counted(beyond, "problem")} read after it ${beyond === 1 ? "counts" : "count"} once it is`;
  const more =
    readings < LEAST_READ ? ` An estimate is given from ${whole(LEAST_READ)} readings in order on.` : "";
  return `${order} ${done}${gap}.${more}`;
}

function counted(count: number, noun: string): string {
  return `${whole(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** What the estimate says, in a sentence; empty before enough is read. */
export function readingAnswer(
  label: string,
  k: number,
  estimates: ReadingEstimates | null,
  isJudged: boolean
): string {
  if (estimates === null) return "";
  const {readings, share} = estimates;
  const last = estimates.curve.at(-1)!;
  const judged = isJudged
    ? ` The judge’s marks enter with weights of ${percent(share.trust)} and ${percent(last.trust)}, which are found from the readers’ marks.`
    : "";
  return (
    `From ${counted(readings, "completion")} that ${readings === 1 ? "was" : "were"} read in order, ${percent(share.estimate)} of ${label}’s correct completions reason rightly (95% ${interval(share.low, share.high, percent)}), ` +
    `and its CoT-pass@${whole(k)} is ${percent(last.estimate)} (95% ${interval(last.low, last.high, percent)}).${judged}`
  );
}

/** What was read of a policy in order, what that shows of CoT-pass@k, and what to read next, in a line for a terminal. */
export function readingLine(
  {benchmark, policy, k}: PolicyReading,
  problems: readonly Counts[],
  {units, sample}: Readings
): string {
  const {readings, sampled, next} = sample;
  const done = `${counted(readings, "text")} of ${whole(sampled.length)} of ${counted(units.length, "problem")} read in order`;
  const [found] = readCotPassAtK({problems, units, sample}, [k]);
  const shows = found
    ? `CoT-pass@${whole(k)} ${percent(found.estimate)} (95% ${interval(found.low, found.high, percent)}${hasJudge(units) ? `; weight of the judge’s marks ${percent(found.trust)}` : ""})`
    : `an interval from ${whole(LEAST_READ)} on`;
  const then =
    next === null ? "" : `; next ${next.unit.problem_id}, sample ${String(next.text.sample_index)}`;
  return `${policy} on ${benchmark}: ${done}: ${shows}${then}`;
}

/** How far marks of the same texts agree. */
export interface Agreement {
  /** Between whom, for a table. */
  between: string;
  /** Texts with marks of at least two of them. */
  texts: number;
  alpha: Estimate;
}

/** Above the table of agreements. */
export const agreementNote =
  "How far marks of the same texts agree, by Krippendorff’s alpha: 1 is full agreement, 0 that of chance. The judge is compared with what all readers of a text say; where they differ, that is unsure.";

/** Krippendorff's alpha for people: to two decimals, or why there is none. */
export function alphaText(alpha: number): string {
  return Number.isNaN(alpha) ? "all marks alike" : alpha.toFixed(2);
}

/** How far two of them agree, in a line. */
export function agreementText({between, texts, alpha: {estimate, low, high}}: Agreement): string {
  const range = Number.isNaN(low) ? "" : ` (95% ${interval(low, high, alphaText)})`;
  return `${between}: Krippendorff’s alpha ${alphaText(estimate)}${range} over ${whole(texts)} ${texts === 1 ? "text" : "texts"} with marks of several`;
}

/**
 * Krippendorff's alpha of the readers among themselves, and of what they agree on with the judge, over all texts of a study that two of
 * them marked. Unsure is a rating of its own.
 */
export function agreements(table: ReadingTable, chains: readonly ReadChain[]): Agreement[] {
  const byText = grouped(chains, ({benchmark, policy, problem_id, sample_index}) =>
    JSON.stringify([benchmark, policy, problem_id, sample_index])
  );
  const readers = [...byText.values()].map((marks) => [
    ...new Map(
      [...marks].sort((a, b) => (a.date < b.date ? -1 : 1)).map(({reader, mark}) => [reader, mark])
    ).values()
  ]);
  const names = [...new Set(chains.map(({reader}) => reader))].sort();
  const judged = judgeMarks(table);
  const withJudge = [...byText].flatMap(([key, marks]) => {
    const judge = judged.get(key);
    return judge === undefined
      ? []
      : [[...agreedChains(marks).values()].map(({mark}) => mark as string).concat(judge)];
  });
  return [
    agreement(names.join(", "), readers),
    agreement(`readers and ${table.judge?.model ?? "the judge"}`, withJudge)
  ].filter(({texts}) => texts > 0);
}

function agreement(between: string, all: readonly (readonly string[])[]): Agreement {
  const units = all.filter(({length}) => length > 1);
  return {between, texts: units.length, alpha: alphaEstimate(units)};
}

/** The judge's marks by text. */
function judgeMarks(table: ReadingTable): Map<string, string> {
  const marks = table.policies.flatMap(({benchmark, policy}) =>
    readingUnits(table, benchmark, policy).flatMap(({problem_id, texts}) =>
      texts.flatMap(({sample_index, judge}) =>
        judge === null
          ? []
          : [[JSON.stringify([benchmark, policy, problem_id, sample_index]), judge] as const]
      )
    )
  );
  return new Map(marks);
}
