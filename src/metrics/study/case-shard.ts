/** Distinct correct completions of a rarely solved problem that a shard holds at most: all of them, up to n = 640. */
export const MOST_RARE = 32;

/** Distinct completions of any other kind (a policy and verdict) that a shard holds at most. */
export const MOST_COMMON = 12;

/** Characters after which a shard takes no further completion of one policy and verdict. The first one is always there. */
export const MOST_CHARACTERS = 24_000;

/** Characters of a reference answer beyond which a shard leaves it out: the tests of some code benchmarks are megabytes. */
export const MOST_GOLD_CHARACTERS = 4000;

/** One text that a policy wrote, once or several times. */
export interface CaseCompletion {
  /** The smallest sample index with this text. */
  sample_index: number;
  /** How many of the policy's completions have this text and verdict. */
  count: number;
  /** The text. */
  completion: string;
  /** First 12 hex digits of the text's SHA-256. A mark names it, so that it never passes to another text. */
  digest: string;
  verdict: "correct" | "incorrect" | "error";
  /** The answer that was judged, unless there is none or it is the whole completion. */
  extracted?: string;
  /** Why it is not correct; left out for a correct one. */
  reason?: string;
  /** The verifier's rule that decided: `all_steps`, `step 2: 3 + 4 is not 8`, `test 3: got 4, expected 5`. */
  rule: string;
  /** Whether it was cut at the token limit; left out otherwise. */
  truncated?: true;
}

/** What a shard shows of one policy, and how much there is of it. */
export interface CasePolicy {
  policy: string;
  /** Distinct texts by verdict, shown and not shown. */
  distinct: Record<CaseCompletion["verdict"], number>;
  /** Correct ones first, then incorrect ones, then the verifier's errors; in each the most frequent first. */
  completions: CaseCompletion[];
}

/** Everything to read about one problem: a static file of the site, one a problem, at `casePath`. */
export interface CaseShard {
  benchmark: string;
  problem_id: string;
  /** `math`, `code`, `visual` or `countdown`. */
  domain: string;
  prompt: string;
  /** The reference answer as it stands in the benchmark; null where it is too long to show. */
  gold: unknown;
  /** The picture as a data URL; null where there is none. */
  picture: string | null;
  policies: CasePolicy[];
}

/**
 * Where the site keeps a problem's shard, below its root: `_cases/BENCHMARK/PROBLEM.json`. Characters of the problem's id
 * that a file system or a URL could misread become `~` and their UTF-16 code in hexadecimal; no two ids share a path.
 */
export function casePath(benchmark: string, problemId: string): string {
  const name = problemId.replaceAll(
    /[^\w.-]|^\./g,
    (character) => `~${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
  return `_cases/${benchmark}/${name}.json`;
}
