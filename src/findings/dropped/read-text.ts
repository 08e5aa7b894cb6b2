import {
  passAtOne,
  type DroppedBenchmark,
  type DroppedPolicy,
  type DropResult
} from "../../metrics/dropped/drop-result.js";
import {idDifference} from "../../metrics/sets/id-difference.js";
import {whole} from "../shared/format.js";
import {importedText} from "./imported-text.js";

/** Lines that are said of a drop at most: files may hold any number of benchmarks. */
const MOST_LINES = 500;

/** What became of the files, a line each: what was read, as `npm run import` says it, and what was not. */
export function readLines({files, policies}: DropResult): string[] {
  const lines = [
    ...policies.flatMap(({policy, benchmarks}) =>
      benchmarks.flatMap((found) => [summaryLine(policy, found), ...findings(found)])
    ),
    ...files.flatMap(({name, leftOut, isError}) =>
      leftOut === null || isError ? [] : [`${name} is left out: ${leftOut}`]
    )
  ];
  const rest = lines.length - MOST_LINES;
  return rest > 0 ? [...lines.slice(0, MOST_LINES), `and ${whole(rest)} more lines`] : lines;
}

/** Why files could not be read, a line each. */
export function errorLines({files}: DropResult): string[] {
  return files.flatMap(({leftOut, isError}) => (isError && leftOut !== null ? [leftOut] : []));
}

function summaryLine(policy: string, found: DroppedBenchmark): string {
  const {benchmark, formats, problems, completions, counted, identicalRepeats, skipped, verdicts} = found;
  return importedText({
    policy,
    benchmark,
    format: formats.join(","),
    problems,
    completions: completions === 0 ? counted : completions,
    identical_repeats: identicalRepeats,
    verdicts: Object.fromEntries(
      verdicts.map((one) => [one.verifier, {n: sum(one.n), pass_at_1: passAtOne(one)}])
    ),
    skipped: sum(Object.values(skipped).map(({rows}) => rows))
  });
}

/** What is to be known of the rows: skipped ones with where the first stand, notes, values of whole problems. */
function findings({skipped, notes, problemMetrics, verdicts}: DroppedBenchmark): string[] {
  return [
    ...Object.entries(skipped).map(
      ([reason, {rows, examples}]) => `skipped, ${reason} (${whole(rows)}): ${examples.join("; ")}`
    ),
    ...Object.entries(notes).map(([note, rows]) => `${note} (${whole(rows)})`),
    ...Object.entries(problemMetrics).map(
      ([metric, {problems, mean}]) =>
        `${metric} gives one value for all repeats of each of ${whole(problems)} problems${mean === null ? "" : `, ${mean.toFixed(3)} on average`}: it judges no completion`
    ),
    ...(verdicts.length === 0
      ? ["no verdict in the file, and no text with a reference answer to judge"]
      : []),
    ...verdicts.flatMap(({verifier, n}) => {
      const [least, most] = n.reduce(([a, b], each) => [Math.min(a, each), Math.max(b, each)], [Infinity, 0]);
      return least < most
        ? [
            `${verifier} judged ${whole(least)} to ${whole(most)} completions of a problem: curves end at k = ${whole(least)}`
          ]
        : [];
    })
  ];
}

/** How the problems of the first policy on a benchmark differ from those of each other one; nothing where they are the same. */
export function differenceLines(policies: readonly DroppedPolicy[], benchmark: string): string[] {
  const sets = policies.flatMap(({policy, benchmarks}) => {
    const found = benchmarks.find((one) => one.benchmark === benchmark);
    return found === undefined
      ? []
      : [{policy, ids: new Set(found.verdicts.flatMap(({problemIds}) => problemIds))}];
  });
  const [first, ...others] = sets;
  if (first === undefined) return [];
  return others.flatMap(({policy, ids}) => {
    const {shared, onlyA, onlyB} = idDifference(first.ids, ids);
    if (onlyA.length + onlyB.length === 0) return [];
    return [
      `${first.policy} and ${policy} share ${whole(shared)} problems of ${benchmark}; ${whole(onlyA.length)} are ${first.policy}'s alone, ${whole(onlyB.length)} are ${policy}'s alone`
    ];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
