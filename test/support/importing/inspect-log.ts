import {zipBytes, type ZipEntry} from "./zip-bytes.js";

type Json = Record<string, unknown>;

/** The header of an Inspect log of a task that is made up. */
export function logHeader(changes: Json = {}): Json {
  return {
    version: 2,
    status: "success",
    eval: {
      task: "sums",
      model: "openai-api/mine/small",
      dataset: {sample_ids: ["sum/1"]},
      config: {epochs: 2},
      model_generate_config: {temperature: 0.6}
    },
    plan: {config: {max_tokens: 32, temperature: 1, stop_seqs: ["\n"]}},
    ...changes
  };
}

/** A sample of an Inspect log with one answer of the model. */
export function logSample(id: string | number, epoch: number, text: unknown, changes: Json = {}): Json {
  const message = {role: "assistant", source: "generate", content: text};
  return {
    id,
    epoch,
    input: "1 + 1",
    target: "2",
    messages: [{role: "user", source: "input", content: "1 + 1"}, message],
    output: {
      model: "small",
      choices: [{message, stop_reason: "stop"}],
      usage: {input_tokens: 3, output_tokens: 5, total_tokens: 8}
    },
    scores: {match: {value: "C", answer: "2"}},
    attachments: {},
    ...changes
  };
}

/** An Inspect log: the samples under their ids and epochs, packed by `method`. */
export function logBytes(
  samples: readonly Json[],
  {header = logHeader(), method = "deflate"}: {header?: Json | null; method?: ZipEntry["method"]} = {}
): Buffer {
  const entries: [string, unknown][] = [
    ["_journal/start.json", logHeader({status: undefined})],
    ...samples.map((sample): [string, unknown] => [
      `samples/${String(sample.id)}_epoch_${String(sample.epoch)}.json`,
      sample
    ])
  ];
  if (header !== null) entries.push(["header.json", header]);
  return zipBytes(
    entries.map(([name, value]) => ({
      name,
      content: typeof value === "string" ? value : JSON.stringify(value),
      method
    }))
  );
}
