import type {Column, Columns} from "../../schema/column.js";
import {completionTable} from "../../schema/completion.js";
import {scoreTable} from "../../schema/score.js";
import {trainingLogTable} from "../../schema/training-log.js";
import {verdictTable} from "../../schema/verdict.js";

/**
 * Types of the Arrow tables: `text` is a dictionary of UTF-8, `integer` the narrowest of UInt8, UInt16 and Int32 that holds
 * every value, `number` a Float64, or an integer where every value is one, `float32` a Float32.
 */
type ArrowType = "text" | "integer" | "number" | "float32";

type ArrowColumns = Columns<ArrowType>;

/** What a column of the store becomes in an Arrow table. */
function as<T extends ArrowType>(type: T, column: Column): Column<T> {
  return {...column, type};
}

const benchmark = {type: "text", meaning: "id of the benchmark in the study"} as const;
const policy = {type: "text", meaning: "id of the policy in the study"} as const;
const problem_id = as("text", completionTable.problem_id);
const sample_index = as("integer", completionTable.sample_index);
const verifier = {
  type: "text",
  meaning: "id of the verifier, in the newest version that has judged"
} as const;
const notJudged = "the verifier has not judged it yet";

/** The view `completions`: the study's completions with the verdicts of each benchmark's own verifier. */
export const completionsColumns = {
  benchmark,
  policy,
  problem_id,
  sample_index,
  verdict: as("text", {...verdictTable.verdict, nullWhen: notJudged}),
  reason: as("text", {...verdictTable.reason, nullWhen: "it is correct, or not judged yet"}),
  finish_reason: as("text", completionTable.finish_reason),
  completion_tokens: as("integer", completionTable.completion_tokens),
  sum_logprob: as("float32", completionTable.sum_logprob),
  mean_entropy: as("float32", completionTable.mean_entropy)
} satisfies ArrowColumns;

/** The view `scores`: what the models of the perplexity experiment make of each other's texts and of the references. */
export const scoresColumns = {
  benchmark,
  policy: {
    type: "text",
    meaning: "id of the policy that wrote the text; `_reference` for a reference solution"
  },
  scored_by: {type: "text", meaning: "id of the policy whose model scored it"},
  problem_id,
  sample_index: as("integer", scoreTable.sample_index),
  sum_logprob: as("number", scoreTable.sum_logprob),
  tokens: as("integer", scoreTable.tokens),
  mean_entropy: as("number", {
    ...scoreTable.mean_entropy,
    nullWhen:
      "as sum_logprob, for a text without tokens, and where a model scored its own completion while it sampled"
  })
} satisfies ArrowColumns;

/** The problems of the study's benchmarks. */
export const problemsColumns = {
  benchmark,
  problem_id,
  domain: {type: "text", meaning: "`math`, `code`, `visual` or `countdown`"},
  prompt: {type: "text", meaning: "what the model reads, before any template"},
  gold: {
    type: "text",
    meaning: "the reference answer as JSON; its form is the verifier's business",
    nullWhen: "it has more than 4,000 characters"
  },
  strategy: {
    type: "text",
    meaning: "the way of solving that the problem was made for",
    nullWhen: "the benchmark does not say"
  },
  cluster: {
    type: "text",
    meaning:
      "what the problem shares with others that were made the same way, so that they are no independent draws",
    nullWhen: "the benchmark does not say"
  },
  meta: {
    type: "text",
    meaning: "whatever else the benchmark says of the problem, as JSON",
    nullWhen: "it has more than 4,000 characters"
  }
} satisfies ArrowColumns;

/** The table `tallies`, from partial counts. */
export const talliesColumns = {
  benchmark,
  policy,
  problem_id,
  verifier,
  verdict: as("text", {...verdictTable.verdict, nullWhen: notJudged}),
  finish_reason: as("text", completionTable.finish_reason),
  smallest_n: {type: "integer", meaning: "smallest n of an experiment that includes these completions"},
  completions: {type: "integer", unit: "completions", meaning: "how many there are of this kind"}
} satisfies ArrowColumns;

/** The table `experiment_cells`. */
export const experimentCellsColumns = {
  experiment: {type: "text", meaning: "id of the experiment in the study"},
  benchmark,
  policy,
  n: {
    type: "integer",
    unit: "completions",
    meaning: "of each problem that the experiment counts: those with sample_index below n"
  }
} satisfies ArrowColumns;

/** The table that problem-counts.sql makes. */
export const problemCountsColumns = {
  benchmark,
  policy,
  problem_id,
  verifier,
  n: {type: "integer", unit: "completions", meaning: "with the verdict correct or incorrect"},
  c: {type: "integer", unit: "completions", meaning: "with the verdict correct"}
} satisfies ArrowColumns;

/** The table `training_logs`. */
export const trainingLogsColumns = {
  policy: {type: "text", meaning: "id of the first RL policy of the study that samples the trained model"},
  step: as("integer", trainingLogTable.step),
  reward: as("number", trainingLogTable.reward),
  response_length: as("number", trainingLogTable.response_length),
  entropy: as("number", trainingLogTable.entropy),
  kl_to_base: as("number", trainingLogTable.kl_to_base),
  validation_pass_at_1: as("number", trainingLogTable.validation_pass_at_1)
} satisfies ArrowColumns;
