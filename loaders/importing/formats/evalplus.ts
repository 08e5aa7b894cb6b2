import {jsonLineRows} from "../files/json-lines.js";
import {jsonPartRows} from "../files/json-parts.js";
import {fileStart} from "../files/file-start.js";
import {besideFile, type RawFile} from "../files/raw-file.js";
import type {Importer} from "../importer.js";
import {
  rawCompletion,
  sameSamplesNotice,
  skippedRow,
  type ForeignVerdict,
  type RawPlace,
  type RawRow
} from "../raw-row.js";
import {asObject, at, listOf, textOr} from "../values.js";

/**
 * Results of EvalPlus (evaluate.py), which hold each solution with its statuses, and its samples, where there are no results
 * beside them. `plus` is correct where both statuses are: its tests are those of `base` and more.
 */
export const evalPlus: Importer = {
  id: "evalplus",
  what: "samples and *eval_results.json of EvalPlus",
  sign: "task_id and solution in each line, or eval with lists of solutions by task",
  readsNames: true,
  domain: "code",
  detects: ({firstRow, document}) => {
    if (isSample(firstRow)) return "solution" in (firstRow as object);
    return "hash" in (asObject(document) ?? {}) && isResults(asObject(document)?.eval);
  },
  read: async function* (file, {files}) {
    const other = sameSamples(file, files);
    if (other !== undefined) yield [sameSamplesNotice(file.name, other.name)];
    else if (isSample((await fileStart(file)).firstRow)) yield* jsonLineRows(file, sampleRows);
    else yield* jsonPartRows(file, 2, resultRows);
  }
};

function isSample(value: unknown): boolean {
  const row = asObject(value);
  return (
    typeof row?.task_id === "string" &&
    (typeof row.solution === "string" || typeof row.completion === "string")
  );
}

function isResults(tasks: unknown): boolean {
  const [solutions] = Object.values(asObject(tasks) ?? {});
  const [solution] = listOf(solutions) ?? [];
  return "task_id" in (asObject(solution) ?? {}) || listOf(asObject(solutions)?.base) !== null;
}

/** The results of a file of samples among the files of a policy. */
export function evalPlusResultsOf(file: RawFile, files: readonly RawFile[]): RawFile | undefined {
  const stem = stemOf(file);
  return stem === null
    ? undefined
    : (besideFile(file, `${stem}_eval_results.json`, files) ??
        besideFile(file, `${stem}.eval_results.json`, files));
}

/** The file that is read in place of one: its results, or the sanitised samples beside raw ones. */
function sameSamples(file: RawFile, files: readonly RawFile[]): RawFile | undefined {
  const stem = stemOf(file);
  if (stem === null) return undefined;
  const clean = stem.replace(/\.raw$/, "");
  return (
    evalPlusResultsOf(file, files) ??
    besideFile(file, `${stem}-sanitized.jsonl`, files) ??
    (clean === stem ? undefined : besideFile(file, `${clean}.jsonl`, files))
  );
}

/** The name of a file of samples without its folder and ending; null for another file. */
function stemOf({name}: RawFile): string | null {
  return /(?:^|\/)([^/]*)\.jsonl(?:\.gz|\.zst)?$/.exec(name)?.[1] ?? null;
}

function sampleRows(value: unknown, place: RawPlace): readonly RawRow[] {
  const row = asObject(value);
  const completion = row?.solution ?? row?.completion;
  if (row === null || typeof completion !== "string")
    return [skippedRow(place, "no text of a completion (solution)")];
  return [rawCompletion(place, {problem: {id: textOr(row.task_id), prompt: null}, completion})];
}

/** The solutions of one task. Other parts of the file are not of samples. */
function resultRows(
  {path, value}: {path: readonly (string | number)[]; value: unknown},
  place: RawPlace
): readonly RawRow[] {
  if (path.length < 2 || path[0] !== "eval") return [];
  const id = String(path[1]);
  const statuses = asObject(value);
  if (statuses !== null) return statusCounts(statuses, id, place);
  const solutions = listOf(value);
  if (solutions === null) return [skippedRow(place, "no list of solutions", `task ${id}`)];
  return solutions.map((each, repeat) => {
    const solution = asObject(each);
    if (typeof solution?.solution !== "string")
      return skippedRow(place, "no text of a completion (solution)", `task ${id}`);
    return rawCompletion(place, {
      problem: {id, prompt: null},
      repeat,
      completion: solution.solution,
      foreign: statusVerdicts(solution)
    });
  });
}

/** Results of EvalPlus before 0.2 hold no solutions, but the status of each: `{nfiles, base: [[status, details], …], plus}`. */
function statusCounts({base, plus}: Record<string, unknown>, id: string, place: RawPlace): readonly RawRow[] {
  const passed = [base, plus].map((list) =>
    listOf(list)?.map((each) => PASSED.has(textOr(at(each, 0)) ?? ""))
  );
  const [basePassed, plusPassed] = passed;
  if (basePassed === undefined) return [skippedRow(place, "no list of solutions", `task ${id}`)];
  const count = (metric: string, isCorrect: readonly boolean[]): RawRow => ({
    kind: "count",
    ...place,
    ...{benchmark: null, problem: {id, prompt: null}, metric},
    n: isCorrect.length,
    c: isCorrect.filter(Boolean).length
  });
  const both = plusPassed?.map((isPassed, i) => isPassed && basePassed[i] === true);
  return [
    count("base", basePassed),
    ...(both === undefined || both.length === 0 ? [] : [count("plus", both)])
  ];
}

/** `pass`, and what it was called before. */
const PASSED = new Set(["pass", "success"]);

function statusVerdicts({base_status: base, plus_status: plus}: Record<string, unknown>): ForeignVerdict[] {
  const verdicts: ForeignVerdict[] = [];
  if (typeof base === "string")
    verdicts.push({metric: "base", correct: base === "pass", value: base, scope: "completion"});
  if (typeof plus === "string") {
    const correct = plus === "pass" && base === "pass";
    verdicts.push({metric: "plus", correct, value: plus, scope: "completion"});
  }
  return verdicts;
}
