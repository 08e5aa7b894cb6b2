import {basename} from "node:path";
import {jsonPartRows} from "../files/json-parts.js";
import {besideFile, plainName} from "../files/raw-file.js";
import type {Importer} from "../importer.js";
import {
  EMPTY_LIST,
  rawCompletion,
  sameSamplesNotice,
  skippedRow,
  type ForeignVerdict,
  type RawPlace,
  type RawRow
} from "../raw-row.js";
import {asObject, at, correctOf, fields, listOf, textOr} from "../values.js";

/** Scenario, number of samples and temperature: `Scenario.codegeneration_10_0.2_eval_all.json`. */
const FILE_NAME = /^Scenario\.\w+?_\d+_(?<temperature>\d+(?:\.\d+)?)(?:_eval_all)?\.json/;

/** What stands at the beginning of some line of nearly every program in Python. */
const PROGRAM =
  /^\s*(?:def \w+\(|class \w+|import \w|from \w[\w.]* import|print\(|for .+ in .+:|if .+:|\w[\w, ]* = .*\b(?:input|int|map|list|sys)\b)/m;

const metaNames = ["question_title", "platform", "contest_id", "contest_date", "difficulty", "starter_code"];

/**
 * Outputs of LiveCodeBench: a list of problems with their texts (`output_list`), the code in them (`code_list`) and, in
 * `*_eval_all.json`, verdicts (`graded_list`). The custom evaluator's input has code alone, of problems with their ids or, as
 * lists of programs, in the benchmark's order: these are named by their place, from 0.
 */
export const liveCodeBench: Importer = {
  id: "live-code-bench",
  what: "outputs and *_eval_all.json of LiveCodeBench",
  sign: "a list of problems with question_id and output_list or code_list, or of lists of programs",
  readsNames: true,
  domain: "code",
  detects: ({document}) => {
    const row = asObject(at(document, 0));
    if (row === null) return isListOfPrograms(document);
    return "question_id" in row && ("output_list" in row || "code_list" in row || "contest_date" in row);
  },
  accompanies: ({document}) => "pass@1" in (asObject(at(document, 0)) ?? {}) && at(document, 0) !== null,
  read: async function* (file, {files}) {
    const name = plainName(basename(file.name));
    const graded = name.replace(/\.json$/, "_eval_all.json");
    const other =
      graded === name || name.endsWith("_eval_all.json") ? undefined : besideFile(file, graded, files);
    if (other !== undefined) {
      yield [sameSamplesNotice(file.name, other.name)];
      return;
    }
    const temperature = FILE_NAME.exec(name)?.groups?.temperature;
    const settings = temperature === undefined ? {} : {temperature: Number(temperature)};
    const folder = /([^/]+)\/[^/]*$/.exec(file.name)?.[1] ?? null;
    const model = temperature === undefined ? null : folder;
    yield* jsonPartRows(file, 1, ({value, path}, place) =>
      problemRows(
        Array.isArray(value) ? {question_id: String(path[0]), code_list: value as unknown[]} : value,
        place,
        {settings, model}
      )
    );
  }
};

/** Lists of texts, of which the first that has any begins to be read as programs: other lists of texts are of anything. */
function isListOfPrograms(document: unknown): boolean {
  const lists = listOf(document);
  if (lists === null || lists.length === 0) return false;
  const texts = lists.map(listOf);
  return (
    texts.every((list) => list?.every((each) => typeof each === "string") === true) &&
    texts.some((list) => list!.some((each) => PROGRAM.test(String(each))))
  );
}

function problemRows(
  value: unknown,
  place: RawPlace,
  stated: {settings: Record<string, number>; model: string | null}
): readonly RawRow[] {
  const row = asObject(value);
  const texts = listOf(row?.output_list) ?? listOf(row?.code_list);
  if (row === null || texts === null) return [skippedRow(place, "no list of completions (output_list)")];
  if (texts.length === 0) return [skippedRow(place, EMPTY_LIST)];
  const notes = listOf(row.output_list) === null ? ["code alone, cut out of the text"] : [];
  const problem = {
    id: textOr(row.question_id),
    prompt: textOr(row.question_content),
    meta: fields(row, metaNames)
  };
  return texts.map((completion, repeat) => {
    if (typeof completion !== "string") return skippedRow(place, "a completion that is no text");
    const code = textOr(at(row.code_list, repeat));
    return rawCompletion(place, {
      ...stated,
      problem,
      repeat,
      completion,
      foreign: verdict(at(row.graded_list, repeat), code),
      notes
    });
  });
}

function verdict(graded: unknown, extracted: string | null): ForeignVerdict[] {
  const correct = correctOf(graded);
  return correct === null ? [] : [{metric: "graded", correct, value: graded, extracted, scope: "completion"}];
}
