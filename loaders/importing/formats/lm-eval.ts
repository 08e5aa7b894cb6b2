import {basename} from "node:path";
import {companionJson} from "../files/companion.js";
import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {
  fileNotice,
  rawCompletion,
  skippedRow,
  type ForeignVerdict,
  type RawPlace,
  type RawRow
} from "../raw-row.js";
import {
  asObject,
  at,
  correctOf,
  countOr,
  field,
  fields,
  listOf,
  numberOr,
  settingsOf,
  textOr,
  textOrJson
} from "../values.js";

/** The task and the date of a run stand in the name of its files, and nowhere else. */
const FILE_NAME = /^samples_(?<task>.+)_(?<date>\d{4}-\d\d-\d\dT[\d.-]+)\.jsonl/;

/** What generation arguments say of sampling. */
const settingNames = ["temperature", "top_p", "top_k", "min_p", "max_gen_toks", "max_tokens", "seed"];

/** Fields of the documents of tasks that name and describe the problem. */
const metaNames = [
  "choices",
  "problem_id",
  "task_id",
  "id",
  "question",
  "problem",
  "level",
  "type",
  "subject",
  "year"
];

/** What the results file of the same run and the file's name say. */
interface Run {
  task: string | null;
  model: string | null;
  /** Documents that the task's results are of. */
  stated: number | null;
}

/** What was read of a document: by which filter's line, and how many completions. */
interface ReadDocument {
  filter: string;
  count: number;
}

/**
 * The samples files of lm-eval (evaluation_tracker.py): a line a document and filter, the lines of each filter together. All
 * lines of a document repeat its completions: they are read once, later lines give verdicts alone. A metric is one value for
 * all repeats.
 */
export const lmEval: Importer = {
  id: "lm-eval",
  what: "samples_*.jsonl of lm-eval",
  sign: "doc_id, resps and arguments in each line",
  readsNames: true,
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return row !== null && "doc_id" in row && "doc" in row && "arguments" in row;
  },
  accompanies: ({document}) => {
    const results = asObject(document);
    return results !== null && "results" in results && ("configs" in results || "group_subtasks" in results);
  },
  read: async function* (file, {files}) {
    const stated = FILE_NAME.exec(basename(file.name))?.groups;
    const results =
      stated === undefined ? null : await companionJson(file, `results_${stated.date!}.json`, files);
    const run = runOf(stated?.task ?? null, results);
    const read = new Map<string, ReadDocument>();
    yield* jsonLineRows(file, (value, place) => documentRows(value, place, run, read));
    if (run.stated !== null && run.stated !== read.size)
      yield [fileNotice(file.name, `results state ${run.stated} samples, the file has ${read.size}`)];
  }
};

function runOf(task: string | null, results: unknown): Run {
  const config = field(results, "config");
  const args = field(config, "model_args");
  const named = typeof args === "string" ? /(?:^|,)(?:pretrained|model)=([^,]+)/.exec(args)?.[1] : undefined;
  const samples = task === null ? null : field(field(results, "n-samples"), task);
  return {
    task,
    model:
      textOr(field(results, "model_name")) ??
      textOr(field(args, "pretrained")) ??
      textOr(field(args, "model")) ??
      named ??
      null,
    stated: countOr(field(samples, "effective")) ?? countOr(field(samples, "original"))
  };
}

function documentRows(
  value: unknown,
  place: RawPlace,
  run: Run,
  read: Map<string, ReadDocument>
): readonly RawRow[] {
  const row = asObject(value);
  const id = textOr(row?.doc_id);
  if (row === null || id === null) return [skippedRow(place, "no document (doc_id)")];
  const completions = listOf(at(row.resps, 0));
  if (completions?.some((each) => typeof each !== "string") !== false)
    return [skippedRow(place, "no texts of completions (resps): log-likelihoods, or none")];
  const request = field(row.arguments, "gen_args_0");
  const options = field(request, "arg_1") ?? at(at(row.arguments, 0), 1);
  const problem = {
    id,
    prompt: textOrJson(field(request, "arg_0") ?? at(at(row.arguments, 0), 0)),
    gold: row.target,
    meta: problemMeta(row)
  };
  const foreign = completions.map((_, j) => verdicts(row, completions.length, j));
  const filter = textOr(row.filter) ?? "none";
  const before = read.get(id);
  if (before !== undefined && before.filter !== filter)
    return foreign.map((each, j) => ({
      kind: "verdict",
      ...place,
      benchmark: run.task,
      problem,
      repeat: before.count === completions.length ? j : null,
      foreign: each
    }));
  // lm-eval appends to a file that is there: a filter's second line of a document is of another run.
  const first = before?.count ?? 0;
  read.set(id, {filter, count: first + completions.length});
  const seed = countOr(numberOr(field(options, "seed")));
  const settings = settingsOf(options, settingNames);
  const requests = listOf(row.resps)!.length;
  const notes = [
    ...(requests > 1 ? ["the first of several requests of a document"] : []),
    ...(first > 0 ? ["a document that stands again in its file"] : [])
  ];
  return completions.map((completion, j) =>
    rawCompletion(place, {
      benchmark: run.task,
      problem,
      repeat: first + j,
      seed,
      model: run.model,
      completion: completion as string,
      settings,
      foreign: foreign[j]!,
      notes
    })
  );
}

function problemMeta(row: Record<string, unknown>): Record<string, unknown> {
  const document = asObject(row.doc);
  const hash = textOr(row.doc_hash);
  return {
    ...(document === null ? {} : fields(document, metaNames)),
    ...(hash === null ? {} : {doc_hash: hash})
  };
}

/**
 * A verdict a metric on one repeat, named with its filter as lm-eval's own results name it. A metric has one value for all
 * repeats; a filter that keeps them all tells of each whether it is the target, if these add up to that value.
 */
function verdicts(row: Record<string, unknown>, repeats: number, repeat: number): ForeignVerdict[] {
  const metrics = listOf(row.metrics) ?? [];
  const filtered = at(row.filtered_resps, 0);
  const kept = repeats > 1 && listOf(filtered)?.length === repeats ? listOf(filtered)! : null;
  const hits = kept?.filter((each) => each === row.target).length ?? 0;
  const scope = repeats === 1 ? "completion" : "problem";
  return metrics.flatMap((name): ForeignVerdict[] => {
    if (typeof name !== "string" || !Object.hasOwn(row, name)) return [];
    const metric = `${name},${textOr(row.filter) ?? "none"}`;
    const value = row[name];
    if (kept !== null && typeof value === "number" && Math.abs(hits / repeats - value) < 1e-9) {
      const extracted = textOr(kept[repeat]);
      const correct = extracted === row.target;
      return [{metric, correct, value: correct, extracted, scope: "completion"}];
    }
    const verdict: ForeignVerdict = {metric, correct: correctOf(value), value, scope};
    return [repeats === 1 ? {...verdict, extracted: textOr(filtered) ?? textOr(at(filtered, 0))} : verdict];
  });
}
