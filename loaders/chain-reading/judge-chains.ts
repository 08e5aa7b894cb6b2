import {join} from "node:path";
import type {LoadedModel} from "../engines/engine.js";
import type {OnProgress} from "../schema/progress.js";
import {chainMarkColumns, chainMarkRow} from "../schema/rows/chain-mark.js";
import {writeRecorded} from "../store/file-record.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";
import type {AnswerReader} from "./answer-reader.js";
import {fillPrompt} from "./judge-prompt.js";
import type {UnjudgedCell, UnjudgedText} from "./unjudged-texts.js";

/** Texts that are asked about before their marks are stored. */
const CHUNK = 128;

export interface JudgeChainsOptions {
  run: RunFolder;
  cells: readonly UnjudgedCell[];
  model: Pick<LoadedModel, "generate">;
  /** Text that the judge is asked. */
  prompt: string;
  /** What tells the marks in its answers. */
  reader: Pick<AnswerReader, "marks">;
  signal: AbortSignal;
  onStart?: (cell: UnjudgedCell) => OnProgress;
}

/** What became of the questions. */
export interface JudgedChains {
  marks: number;
  /** Answers without a mark: stored, and not asked for again. */
  unmarked: number;
  /** Requests that failed: nothing is stored, and they are asked again the next time. */
  failed: number;
}

/** Asks a judge about texts and stores its marks, a file a chunk: what a kill leaves is whole, and the next run goes on after it. */
export async function judgeChains(options: JudgeChainsOptions): Promise<JudgedChains> {
  const {run, cells, model, prompt, reader, signal, onStart} = options;
  const found: JudgedChains = {marks: 0, unmarked: 0, failed: 0};
  for (const cell of cells) {
    const progress = onStart?.(cell);
    const folder = run.chainMarks(cell.benchmark, cell.policy);
    for (let start = 0; start < cell.texts.length && !signal.aborted; start += CHUNK) {
      const texts = cell.texts.slice(start, start + CHUNK);
      const answers = await model.generate(texts.map((text) => request(prompt, text)));
      const given = texts.flatMap((text, i) => {
        const answer = answers[i];
        return answer ? [{...text, answer: answer.completion, tokens: answer.completionTokens}] : [];
      });
      const read = await reader.marks(given.map(({problem, answer}) => ({problem, completion: answer})));
      const marks = given.map(({problem: {problemId}, sampleIndex, digest, answer, tokens}, i) => {
        return {problemId, sampleIndex, digest, mark: read[i] ?? null, answer, tokens};
      });
      if (marks.length > 0)
        await writeRecorded(join(folder, nextName(folder)), chainMarkColumns, marks.map(chainMarkRow));
      found.marks += marks.filter(({mark}) => mark !== null).length;
      found.unmarked += marks.filter(({mark}) => mark === null).length;
      found.failed += texts.length - marks.length;
      progress?.(start + texts.length, cell.texts.length);
    }
  }
  return found;
}

/** What the judge is asked about a text, as one message of a chat. */
function request(
  template: string,
  {problem, completion}: UnjudgedText
): Parameters<LoadedModel["generate"]>[0][number] {
  const prompt = questionOf(template, {problem, completion});
  return {prompt, messages: [{role: "user", content: prompt}], seed: 1};
}

/** The filled text. A reference answer that is no text stands there as JSON. */
export function questionOf(
  template: string,
  {problem, completion}: Pick<UnjudgedText, "problem" | "completion">
): string {
  const {prompt, gold} = problem;
  const answer = typeof gold === "string" ? gold : JSON.stringify(gold);
  return fillPrompt(template, {problem: prompt, answer, completion});
}

/** The name after those that are there: `00000.parquet`, `00001.parquet`, … */
function nextName(folder: string): string {
  const last = parquetFiles(folder).at(-1);
  const number = last === undefined ? 0 : Number(/(\d+)\.parquet$/.exec(last)![1]) + 1;
  return `${String(number).padStart(5, "0")}.parquet`;
}
