/** Bumped whenever partial counts mean something else: those of another version are made anew. */
export const PARTIAL_VERSION = 1;

const marks = [
  ...["completions", "n", "c", "cut", "cut_correct", "repeats", "repeats_correct", "empty", "empty_correct"],
  ...["disputed", "disputed_correct", "failed", "errors", "finish_known"]
] as const;

/** The columns of a table that partial counts are, with DuckDB's types. */
type PartialColumns = Readonly<Record<string, string>>;

/** What partial counts are, by the name of the file in a unit's folder. A unit has no file of a table in which it has no row. */
export const partialTables = {
  /** Completions counted by all that analyses choose among, for each verifier. */
  tallies: {
    problem_id: "VARCHAR",
    verifier: "VARCHAR",
    verdict: "VARCHAR",
    reason: "VARCHAR",
    finish_reason: "VARCHAR",
    smallest_n: "INTEGER",
    completions: "BIGINT",
    /** In which the verifier found no answer, which end within a thought, and which are both. */
    without_answer: "BIGINT",
    open_thought: "BIGINT",
    open_without_answer: "BIGINT"
  },
  /** One row for each problem: what the audit, tokens and entropies take of it. */
  problems: {
    problem_id: "VARCHAR",
    ...(Object.fromEntries(marks.map((name) => [name, "INTEGER"])) as Record<(typeof marks)[number], string>),
    same_pairs: "DOUBLE",
    chance: "DOUBLE",
    tokens: "DOUBLE",
    entropy: "DOUBLE",
    entropy_tokens: "DOUBLE",
    seed_pairs: "DOUBLE",
    same_seed_pairs: "DOUBLE",
    /** Completions that a server gave; at the first attempt and later those whose tokens are known, their tokens and the squares of these. */
    served: "BIGINT",
    retried: "BIGINT",
    first_n: "BIGINT",
    first_tokens: "BIGINT",
    retried_n: "BIGINT",
    retried_tokens: "BIGINT",
    retried_squares: "BIGINT",
    /** Tokens of the longest completion, and completions whose tokens are unknown. */
    most_tokens: "INTEGER",
    tokens_unknown: "BIGINT"
  },
  /** One row for each sample index: the problems that have it, and the exclusive or of 63 bits of the hashes of problem and text. */
  copies: {sample_index: "INTEGER", problems: "INTEGER", texts: "BIGINT"},
  /** What two verifiers said of the same completions. */
  agreement: {
    verifier_a: "VARCHAR",
    verifier_b: "VARCHAR",
    verdict_a: "VARCHAR",
    verdict_b: "VARCHAR",
    completions: "BIGINT"
  },
  /** The shortest completions on which two verifiers differ, at most 100 of each two. */
  disagreements: {
    verifier_a: "VARCHAR",
    verifier_b: "VARCHAR",
    problem_id: "VARCHAR",
    sample_index: "INTEGER",
    verdict_a: "VARCHAR",
    verdict_b: "VARCHAR",
    extracted_a: "VARCHAR",
    extracted_b: "VARCHAR",
    rule_a: "VARCHAR",
    rule_b: "VARCHAR",
    completion_end: "VARCHAR",
    characters: "BIGINT"
  },
  /** How many answers of a problem were given so often. */
  frequencies: {problem_id: "VARCHAR", completions: "INTEGER", answers: "INTEGER"},
  /** The answers that src/metrics/guess/answer-guesses.ts needs: correct ones, and of a base all. */
  answers: {problem_id: "VARCHAR", answer: "VARCHAR", completions: "INTEGER", correct: "INTEGER"},
  /** Which texts a problem's file shows (src/metrics/study/case-shard.ts), without the texts. */
  texts: {
    problem_id: "VARCHAR",
    verdict: "VARCHAR",
    sample_index: "INTEGER",
    count: "BIGINT",
    place: "BIGINT",
    distinct_texts: "BIGINT",
    characters: "BIGINT",
    extracted: "VARCHAR",
    reason: "VARCHAR",
    rule: "VARCHAR",
    finish_reason: "VARCHAR"
  }
} as const satisfies Record<string, PartialColumns>;

/** The name of a table of partial counts. */
export type PartialTable = keyof typeof partialTables;
