import {basename} from "node:path";
import {LineCounter, parseDocument} from "yaml";
import {fileText, type RawFile} from "../files/raw-file.js";
import type {Importer} from "../importer.js";
import {
  EMPTY_LIST,
  rawCompletion,
  skippedRow,
  type ForeignVerdict,
  type RawRow,
  type SkippedRow
} from "../raw-row.js";
import {asObject, at, correctOf, listOf, textOr, textOrJson} from "../values.js";

/** A file holds one problem: 10,000 completions of a few hundred tokens take 10 MB. In memory it is thirty times as much. */
const MOST_BYTES = 32 << 20;

/**
 * Large Language Monkeys: a YAML file a problem, named by it, with a list of samples. Evaluated files add a list of verdicts,
 * `is_corrects` by its code, `is_correct` by its README.
 */
export const monkeys: Importer = {
  id: "large-language-monkeys",
  what: "YAML of Large Language Monkeys, a file a problem",
  sign: "YAML with samples and one of gt_answer, test_cases, theorem_name, is_corrects",
  readsNames: true,
  detects: ({text}) =>
    !/^\s*[{[]/.test(text) &&
    // Fields are in the order of their names: thousands of verdicts stand before the samples.
    /^(samples|is_corrects?):(\s*$| *\[)/m.test(text) &&
    /^(gt_answer|test_cases|theorem_name|prompt|question):/m.test(text),
  read: async function* (file, {files}) {
    const benchmark = hasSeveralFolders(files) ? folderOf(file.name) : null;
    const rows = problemRows(file, await fileText(file, MOST_BYTES), benchmark);
    // Problems with tests ask for programs.
    if (rows.some((row) => row.kind === "completion" && asObject(row.problem.gold) !== null))
      yield [
        {
          kind: "benchmark",
          file: file.name,
          line: 1,
          benchmark,
          domain: "code",
          own: null
        }
      ];
    yield rows;
  }
};

function problemRows(file: RawFile, text: string, benchmark: string | null): RawRow[] {
  const read = yamlValue(file, text);
  if ("kind" in read) return [read];
  const {value} = read;
  const samples = listOf(value.samples);
  if (samples === null) return [skippedRow({file: file.name, line: 1}, "no list of samples")];
  if (samples.length === 0) return [skippedRow({file: file.name, line: 1}, EMPTY_LIST)];
  const problem = {
    id: basename(file.name).replace(/\.ya?ml(\.gz|\.zst)?$/, ""),
    prompt: textOr(value.question) ?? textOr(value.prompt),
    gold: value.gt_answer ?? value.test_cases ?? value.theorem_name
  };
  return samples.map((sample, j) => {
    const place = {file: file.name, line: j + 1};
    if (typeof sample !== "string") return skippedRow(place, "a sample that is no text", textOrJson(sample));
    return rawCompletion(place, {
      benchmark,
      problem,
      repeat: j,
      completion: sample,
      foreign: verdictsOf(value, j)
    });
  });
}

/** The file's object. Tags are left alone and aliases refused: the file is anyone's. */
function yamlValue(file: RawFile, text: string): {value: Record<string, unknown>} | SkippedRow {
  const lines = new LineCounter();
  const place = {file: file.name, line: 1};
  try {
    const document = parseDocument(text, {lineCounter: lines, resolveKnownTags: false, logLevel: "silent"});
    const [error] = document.errors;
    if (error === undefined) return {value: asObject(document.toJS({maxAliasCount: 0})) ?? {}};
    const [why] = error.message.split("\n", 1);
    return skippedRow({...place, line: lines.linePos(error.pos[0]).line}, "broken YAML", why);
  } catch (error) {
    return skippedRow(place, "YAML that is not read", (error as Error).message);
  }
}

/** Whether the files of a policy lie in several folders: those are of several sets. A single one may be named by its model. */
function hasSeveralFolders(files: readonly RawFile[]): boolean {
  let known = folderCounts.get(files);
  if (known === undefined)
    folderCounts.set(files, (known = new Set(files.map(({name}) => folderOf(name))).size));
  return known > 1;
}

const folderCounts = new WeakMap<readonly RawFile[], number>();

/** Nothing in a file names its set; its folder may. */
function folderOf(name: string): string | null {
  return /([^/]+)\/[^/]+$/.exec(name)?.[1] ?? null;
}

function verdictsOf(value: Record<string, unknown>, place: number): ForeignVerdict[] {
  return ["is_corrects", "is_correct"].flatMap((name): ForeignVerdict[] => {
    const given = at(value[name], place);
    if (given === undefined || given === null) return [];
    return [{metric: "is_correct", correct: correctOf(given), value: given, scope: "completion"}];
  });
}
