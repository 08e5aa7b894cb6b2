import {paperExperiments, type PaperRowId} from "../../contents/experiments.js";
import {algorithmsCases} from "./algorithms-claim.js";
import type {ClaimCase, ClaimSummary, ClaimTables, Verdict} from "./claim.js";
import {baseAheadCases, crossingCases} from "./crossing-claim.js";
import {distillationCases} from "./distillation-claim.js";
import {entropyCases} from "./entropy-claim.js";
import {guessCases} from "./guess-claim.js";
import {withLuck} from "./luck.js";
import {perplexityCases} from "./perplexity-claim.js";
import {pooledCases} from "./pooled-cases.js";
import {sharpeningCases} from "./sharpening-claim.js";
import {stepsCases} from "./steps-claim.js";
import {subsetCases} from "./subset-claim.js";
import {decided, verdictOf, type TestedCase} from "./verdict.js";

/** An experiment of the paper, and what a study measured of it. */
export interface PaperRow {
  id: PaperRowId;
  /** Where the paper shows it. */
  place: string;
  /** What the paper found. */
  paper: string;
  verdict: Verdict;
  /** What the cases have in common; see `pooledCases`. */
  summary: ClaimSummary[];
  cases: ClaimCase[];
}

/** What each row is tested by, in the paper's order. */
const tests: Readonly<Record<PaperRowId, (tables: ClaimTables) => TestedCase[]>> = {
  math: (tables) => crossingCases(tables, "math"),
  code: (tables) => crossingCases(tables, "code"),
  visual: (tables) => crossingCases(tables, "visual"),
  histograms: sharpeningCases,
  solvable: subsetCases,
  perplexity: perplexityCases,
  distillation: distillationCases,
  algorithms: algorithmsCases,
  steps: stepsCases,
  ablations: (tables) => baseAheadCases(tables, "ablations"),
  guess: guessCases,
  temperature: (tables) => crossingCases(tables, "temperature"),
  "entropy-match": entropyCases
};

/** The paper's experiments in its order, each tested by the same rules as the claims; without cases where a study lacks one. */
export function paperRows(tables: ClaimTables): PaperRow[] {
  const entries = new Map<string, (typeof paperExperiments)[number]>(
    paperExperiments.map((entry) => [entry.id, entry])
  );
  return (Object.keys(tests) as PaperRowId[]).map((id) => {
    const {place, finding} = entries.get(id)!;
    const tested = tests[id](tables);
    const judged = decided(tested);
    const cases = id === "perplexity" ? judged : judged.map((one) => withLuck(one, tables));
    const summary = pooledCases(tested);
    return {id, place, paper: finding, verdict: verdictOf(cases, summary), summary, cases};
  });
}
