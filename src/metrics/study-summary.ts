/** What a page needs to know of the study that it shows: src/data/study.json. */
export interface StudySummary {
  study: string;
  title: string;
  seed: number;
  /** When the newest completion was drawn, ISO 8601 date; null when there are none. */
  date: string | null;
  policies: PolicySummary[];
  benchmarks: BenchmarkSummary[];
  /** Inputs and versions, for the provenance section: name -> value. */
  provenance: Record<string, string>;
}

export interface PolicySummary {
  policy: string;
  label: string;
  role: "base" | "rl" | "instruct" | "distilled";
  /** The policy it was trained from, if it was. */
  base: string | null;
  engine: string;
  /** Model identity, for example the sha256 of the weights. */
  source: string;
  temperature: number;
  top_p: number;
  max_tokens: number;
  completions: number;
}

export interface BenchmarkSummary {
  benchmark: string;
  label: string;
  verifier: string;
  problems: number;
  /** Completions that the verifier failed on: in no n, listed loudly. */
  errors: number;
  /** Share of completions cut at the token limit, 0 to 1. */
  truncated: number;
}
