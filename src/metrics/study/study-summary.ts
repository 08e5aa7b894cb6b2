import type {SoFar} from "./so-far.js";

/** What a page needs to know of the study that it shows: src/data/study.json. */
export interface StudySummary {
  study: string;
  /** As the pages show it. */
  title: string;
  /** Of the sampling. */
  seed: number;
  /** When the newest completion was drawn, ISO 8601 date; null when there are none. */
  date: string | null;
  policies: PolicySummary[];
  benchmarks: BenchmarkSummary[];
  /** Rows of the paper that the study has, in its order. */
  experiments: ExperimentSummary[];
  /** Templates in which problems were asked. Left out: as they stand. */
  prompts?: PromptSummary[];
  /** Inputs and versions, for the provenance section: name -> value. */
  provenance: Record<string, string>;
  /** What the run has of each cell of each experiment; left out where it has all. */
  soFar?: SoFar[];
}

/** Which policies are compared on which benchmarks, for one row of the paper. */
interface ExperimentSummary {
  /** `math`, `code`, `visual`, `perplexity`, `distillation`, `algorithms`, `steps`, `ablations`, `guess`, `temperature`, `entropy-match`, `sharpening`, `runs`, `rates` or `sizes`. */
  experiment: string;
  /** Ids. */
  policies: string[];
  /** Ids. */
  benchmarks: string[];
  /** Completions per problem; null where each policy has its own n. */
  n: number | null;
  /** Cells of which it counts the first n completions of more; left out where there are none. */
  ofMore?: {policy: string; benchmark: string; n: number}[];
}

/** What the trends over trained models rest on; null for what nobody says. */
export interface TrainingFacts {
  /** Peak of the schedule. */
  learningRate: number | null;
  steps: number | null;
  /** How many numbers the model has. */
  parameters: number | null;
}

export interface PolicySummary {
  policy: string;
  label: string;
  /** What was done to the model. */
  role: "base" | "rl" | "instruct" | "distilled";
  /** The policy it was trained from, if it was. */
  base: string | null;
  /** The policy whose training it repeats with a seed of its own; left out or null for none. */
  seedOf?: string | null;
  /** What is known of its training, from the study or the model's card; left out where nothing is. */
  training?: TrainingFacts;
  /** What draws its completions. */
  engine: string;
  /** Model identity, for example the sha256 of the weights. */
  source: string;
  /** Of the sampling; null where completions are imported and nobody says. */
  temperature: number | null;
  /** Nucleus mass: 1 samples from all tokens; null as the temperature. */
  top_p: number | null;
  /** Tokens after which a completion is cut; null as the temperature. */
  max_tokens: number | null;
  /** Completions are drawn with probability proportional to that of the whole completion to this power; null, or left out, for none. */
  power?: number | null;
  /** Text that every completion was made to begin with; null for none. */
  prefill: string | null;
  /** Where its numbers were published, where nobody measured them here; null for all others. */
  published?: string | null;
  /** Its place in the row of colours and marks of its role; null for a control. Left out: by its place in a figure. */
  look?: number | null;
  completions: number;
}

/** A prompt template, and who was asked what in it. */
export interface PromptSummary {
  prompt: string;
  /** For people. */
  title: string;
  /** URL of where its wording comes from. */
  source: string;
  /** Whether its wording was compared with the source. */
  checked: boolean;
  /** What to know of it; null for nothing. */
  notes: string | null;
  /** The whole text, chat markers included; null for a template of messages. */
  text: string | null;
  /** In place of the text for a problem that brings code to start from; null for no such difference. */
  with_starter_code: string | null;
  /** Null for a template of one text. */
  messages: {role: string; content: string}[] | null;
  /** Texts at which a completion ends. */
  stop: string[];
  /** By id, in the order of the study. */
  asked: {policy: string; benchmark: string}[];
}

export interface BenchmarkSummary {
  benchmark: string;
  label: string;
  verifier: string;
  problems: number;
  /** Completions that the verifier failed on: in no n, listed loudly. */
  errors: number;
  /** Share of completions cut at the token limit, 0 to 1; null where nobody says of any. */
  truncated: number | null;
}
