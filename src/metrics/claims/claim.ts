import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {CoverageTable} from "../coverage/coverage-table.js";
import type {EndsTable} from "../coverage/ends-table.js";
import type {AnswerGuesses} from "../guess/answer-guesses.js";
import type {GuessRate} from "../guess/guess-rate.js";
import type {PerplexityTable} from "../perplexity/perplexity-table.js";
import type {PooledEffect} from "../pooling/random-effects.js";
import type {RunsTable} from "../runs/runs-table.js";
import type {StudySummary} from "../study/study-summary.js";

/** What a study says of a claim; see `verdictOf` and `caseVerdict`. */
export type Verdict = "supported" | "not supported" | "undecided" | "no data";

/** A measured quantity with its interval. */
export interface Measurement {
  quantity: string;
  /** `points`: a difference of shares. `share`: 0 to 1. `k`: a budget, where null stands for beyond the largest one. */
  unit: "points" | "share" | "k" | "perplexity";
  estimate: number | null;
  low: number | null;
  high: number | null;
  /** Problems that it was measured on. */
  n: number;
  /** Of `k`: there is none, because the curves are the same at each k. */
  isNone?: boolean;
}

/** A claim on one benchmark for one pair of policies (or one group of them). */
export interface ClaimCase {
  experiment: string;
  benchmark: string;
  /** Ids: the base first. */
  policies: string[];
  verdict: Exclude<Verdict, "no data">;
  /** False where nothing could have been shown: neither policy solves enough, or both nearly all. */
  hasRoom?: boolean;
  numbers: Measurement[];
  /** Where what the base solves with the most tries may be luck: these tries, and the share of problems that as many guesses solve. */
  luck?: {k: number; floor: number};
}

/** What the cases of a claim have in common in one of its quantities. */
export interface ClaimSummary extends PooledEffect {
  /** The quantity, as in the first case. */
  quantity: string;
  unit: "points" | "share";
  /** What its mean says of the claim. */
  evidence: "for" | "against" | "open";
  /** Cases that it rests on; `effects` counts the sets of problems that these are on. */
  cases: number;
}

/** A claim of the paper, and how it fares in a study. */
export interface Claim {
  id: ClaimId;
  claim: string;
  /** What the paper found, and where it says so. */
  paper: string;
  verdict: Verdict;
  /** What the cases have in common; see `pooledCases`. */
  summary: ClaimSummary[];
  cases: ClaimCase[];
}

export type ClaimId =
  "crossing" | "sharpening" | "subset" | "perplexity" | "distillation" | "algorithms" | "steps" | "entropy";

/** Everything that the claims are tested on: tables of the report. */
export interface ClaimTables {
  study: StudySummary;
  /** Coverage tables by experiment; those of experiments that the study lacks are empty or left out. */
  coverage: Readonly<Partial<Record<string, CoverageTable>>>;
  counts: readonly BenchmarkCounts[];
  algorithms: EndsTable | null;
  steps: EndsTable | null;
  perplexity: PerplexityTable | null;
  /** Training runs of recipes that have several; left out where the study names none. */
  runs?: RunsTable;
  /** Where guess rates are known. */
  guessRates?: readonly GuessRate[];
  /** What the bases' answers to other problems would solve. */
  guesses?: readonly AnswerGuesses[];
}
