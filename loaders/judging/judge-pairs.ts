import {type} from "arktype";
import {compiledType} from "../schema/rows/compiled-type.js";
import type {FinishReason} from "../schema/completion.js";
import type {Judgement} from "../schema/verdict.js";
import {parseJson} from "../schema/parse-json.js";
import {textLines} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";
import type {Item, Verifier} from "../verification/verifier.js";
import {lazySchema} from "../schema/rows/lazy-schema.js";

const pairSchema = lazySchema(() =>
  compiledType({
    output: "string",
    gold: "unknown",
    "benchmark?": "string",
    "finish_reason?": "string | null"
  })
);

/** Pairs judged at once: what is held in memory. */
const BATCH_SIZE = 8192;

/**
 * Judges JSON lines `{output, gold, benchmark?, finish_reason?}` and yields one judgement a line, in order. Throws a UserError that names
 * the line that is no such object; the judgements before it have been given by then.
 */
export async function* judgePairs(file: string, verifier: Verifier): AsyncGenerator<Judgement> {
  let items: Item[] = [];
  for await (const {text, where} of textLines(file)) {
    if (text.trim() === "") continue;
    let item: Item;
    try {
      item = parsePair(text, where);
    } catch (error) {
      yield* await verifier.judge(items);
      throw error;
    }
    items.push(item);
    if (items.length < BATCH_SIZE) continue;
    yield* await verifier.judge(items);
    items = [];
  }
  yield* await verifier.judge(items);
}

function parsePair(text: string, where: string): Item {
  const pair = pairSchema(parseJson(text, where));
  if (pair instanceof type.errors) throw new UserError(`${where}: invalid pair: ${pair.summary}`);
  const cut = pair.finish_reason === "length";
  const item = pairItem(pair.output, pair.gold, pair.benchmark, cut ? "length" : "stop");
  return {...item, problem: {...item.problem, problemId: where}};
}

/** An output and its gold as an item to judge. */
export function pairItem(output: string, gold: unknown, benchmark = "", finishReason?: FinishReason): Item {
  const problem = {benchmark, problemId: "", domain: "math", prompt: "", gold, meta: {}} as const;
  return {problem, completion: output, finishReason};
}
