import {parsePythonJson} from "../files/python-json.js";
import {type FileStart} from "../files/file-start.js";
import {fileText, type RawFile} from "../files/raw-file.js";
import type {ImportContext, Importer} from "../importer.js";
import {rawCompletion, skippedRow, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, countOr, field, listOf, textOr, textOrJson} from "../values.js";
import {detailVerdicts, type Details} from "./opencompass/details.js";

const MOST_BYTES = 256 << 20;
const RESULT_NAMES = ["accuracy", "score", "details"];

/**
 * Predictions of OpenCompass: `predictions/MODEL/DATASET.json`, an object with an entry a prediction. Where a data set is asked
 * n times, the whole set stands n times: the repeat is told by where the prompts begin anew. Verdicts come from the details in
 * `results/MODEL/DATASET.json`, if that is among the files.
 */
export const openCompass: Importer = {
  id: "opencompass",
  what: "predictions/MODEL/DATASET.json of OpenCompass",
  sign: 'JSON with entries "0", "1", … of origin_prompt and prediction',
  readsNames: true,
  detects: ({text}) => /^\s*\{\s*"\d+"\s*:\s*\{/.test(text) && isPrediction(text),
  accompanies: ({file, document}) =>
    /(^|\/)results\//.test(file.name) && RESULT_NAMES.some((name) => field(document, name) !== undefined),
  read: async function* (file, context) {
    yield await predictionRows(file, context);
  }
};

/** Either may be so long that the other is not in the start: chats have the prediction first. */
function isPrediction(text: FileStart["text"]): boolean {
  return /"(?:prediction|origin_prompt)"\s*:/.test(text);
}

async function predictionRows(file: RawFile, {files}: ImportContext): Promise<RawRow[]> {
  let predictions: Record<string, unknown>;
  try {
    predictions = asObject(parsePythonJson(await fileText(file, MOST_BYTES))) ?? {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [skippedRow({file: file.name, line: 1}, "broken JSON", error.message)];
  }
  const entries = Object.entries(predictions);
  const size = setSize(entries.map(([, entry]) => entry));
  const names = /(?:^|\/)([^/]+)\/([^/]+)\.json/.exec(file.name);
  const details = await detailVerdicts(file, files, size);
  return entries.map(([id, entry], i) =>
    predictionRow(id, entry, {
      place: {file: file.name, line: i + 1},
      model: names?.[1] ?? null,
      // Large sets are cut into parts: DATASET_0.json, DATASET_1.json, …. Whether a number is of the name, nothing tells.
      benchmark: names?.[2] ?? null,
      problem: i % size,
      repeat: Math.floor(i / size),
      isRepeated: size < entries.length,
      details
    })
  );
}

interface PredictionPlace {
  place: RawPlace;
  model: string | null;
  benchmark: string | null;
  problem: number;
  repeat: number;
  isRepeated: boolean;
  details: Details;
}

function predictionRow(id: string, entry: unknown, at: PredictionPlace): RawRow {
  const {origin_prompt, prediction, gold, res_length} = asObject(entry) ?? {};
  if (listOf(prediction) !== null)
    return skippedRow(at.place, "a prediction that is no text: several rounds, or choices", id);
  if (typeof prediction !== "string") return skippedRow(at.place, "no prediction", id);
  return rawCompletion(at.place, {
    benchmark: at.benchmark,
    model: at.model,
    problem: {id: at.isRepeated ? String(at.problem) : id, prompt: promptOf(origin_prompt), gold},
    repeat: at.isRepeated ? at.repeat : null,
    completion: prediction,
    completionTokens: countOr(res_length),
    foreign: at.details(at.problem, at.repeat),
    notes: /<think>|<\/think>/.test(prediction) ? ["<think> in the text"] : []
  });
}

/** Chat prompts are a list of {role, prompt}. */
function promptOf(prompt: unknown): string | null {
  const [only, second] = listOf(prompt) ?? [];
  const text = second === undefined ? textOr(asObject(only)?.prompt) : null;
  return text ?? textOrJson(prompt);
}

/** After how many entries the problems begin anew; all of them where they never do, or do not say what they ask. */
function setSize(entries: readonly unknown[]): number {
  const keys = entries.map((entry) => {
    const {origin_prompt: prompt, gold} = asObject(entry) ?? {};
    return prompt === undefined ? "" : JSON.stringify([prompt, gold]);
  });
  const [first = ""] = keys;
  if (first === "") return Math.max(1, keys.length);
  for (let size = keys.indexOf(first, 1); size > 0; size = keys.indexOf(first, size + 1))
    if (keys.length % size === 0 && keys.every((key, i) => key === keys[i % size])) return size;
  return keys.length;
}
