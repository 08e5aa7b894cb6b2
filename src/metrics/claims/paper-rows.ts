import {algorithmsCases} from "./algorithms-claim.js";
import type {ClaimCase, ClaimTables, Verdict} from "./claim.js";
import {baseAheadCases, crossingCases} from "./crossing-claim.js";
import {distillationCases} from "./distillation-claim.js";
import {entropyCases} from "./entropy-claim.js";
import {perplexityCases} from "./perplexity-claim.js";
import {sharpeningCases} from "./sharpening-claim.js";
import {stepsCases} from "./steps-claim.js";
import {subsetCases} from "./subset-claim.js";
import {verdictOf} from "./verdict.js";

/** An experiment of the paper, and what a study measured of it. */
export interface PaperRow {
  id: string;
  /** Where the paper shows it. */
  place: string;
  /** What the paper found. */
  paper: string;
  verdict: Verdict;
  cases: ClaimCase[];
}

/** An experiment of the paper with the rule that tests it on a study. */
interface PaperExperiment extends Pick<PaperRow, "id" | "place" | "paper"> {
  cases: (tables: ClaimTables) => ClaimCase[];
}

/** In the paper's order. */
const experiments: readonly PaperExperiment[] = [
  {
    id: "math",
    place: "Figures 2, 9, 10",
    paper: "RLVR wins at k = 1, the base overtakes it at large k, for every model and set",
    cases: crossing("math")
  },
  {
    id: "code",
    place: "Figures 3, 4, 11",
    paper: "the same in code",
    cases: crossing("code")
  },
  {
    id: "visual",
    place: "Figure 4",
    paper: "the same in visual reasoning",
    cases: crossing("visual")
  },
  {
    id: "histograms",
    place: "Figures 5, 13",
    paper: "more problems always solved, and more never solved",
    cases: sharpeningCases
  },
  {
    id: "solvable",
    place: "Tables 4, 5",
    paper: "0 of 19 (AIME24) and 1 of 20 (LiveCodeBench) solved problems are new",
    cases: subsetCases
  },
  {
    id: "perplexity",
    place: "Figure 6",
    paper: "RLVR completions lie in the low-perplexity part of the base’s own",
    cases: perplexityCases
  },
  {
    id: "distillation",
    place: "Figure 7",
    paper: "the distilled model is above the base at every k",
    cases: distillationCases
  },
  {
    id: "algorithms",
    place: "Figures 8, 14, Table 2",
    paper: "sampling-efficiency gaps of 42.6 to 43.9 points, alike for six algorithms",
    cases: algorithmsCases
  },
  {
    id: "steps",
    place: "Figure 1, Table 3",
    paper: "from step 150 to 450 pass@1 rises by 16.4 points, pass@256 falls by 2.0 (training set)",
    cases: stepsCases
  },
  {
    id: "ablations",
    place: "Figure 15",
    paper: "with more rollouts or a KL penalty the base still is ahead at large k",
    cases: (tables) => baseAheadCases(tables, "ablations")
  },
  {
    id: "guess",
    place: "Figure 12",
    paper: "without guessable problems the curves still cross",
    cases: crossing("guess")
  },
  {
    id: "temperature",
    place: "Figure 16",
    paper: "the curves cross at T = 0.6, 1.0 and 1.2",
    cases: crossing("temperature")
  },
  {
    id: "entropy-match",
    place: "Figure 17",
    paper: "with entropy matched by temperature the base still is ahead at large k",
    cases: entropyCases
  }
];

/** The paper's experiments in its order, each tested by the same rules as the claims; without cases where a study lacks one. */
export function paperRows(tables: ClaimTables): PaperRow[] {
  return experiments.map(({cases: casesOf, ...experiment}) => {
    const cases = casesOf(tables);
    return {...experiment, cases, verdict: verdictOf(cases)};
  });
}

function crossing(experiment: string): PaperExperiment["cases"] {
  return (tables) => crossingCases(tables, experiment);
}
