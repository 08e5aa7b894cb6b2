import {domainExperiments} from "../../contents/experiments.js";
import {algorithmsCases} from "./algorithms-claim.js";
import type {Claim, ClaimTables} from "./claim.js";
import {crossingCases} from "./crossing-claim.js";
import {distillationCases} from "./distillation-claim.js";
import {entropyCases} from "./entropy-claim.js";
import {withLuck} from "./luck.js";
import {perplexityCases} from "./perplexity-claim.js";
import {pooledCases} from "./pooled-cases.js";
import {sharpeningCases} from "./sharpening-claim.js";
import {stepsCases} from "./steps-claim.js";
import {subsetCases} from "./subset-claim.js";
import {decided, verdictOf, type TestedCase} from "./verdict.js";

/**
 * The eight claims of Yue et al. 2025 (arXiv 2504.13837), each tested on a study. Every case is decided by intervals and exact
 * tests, never by point estimates, after the rule in the doc comment of the claim's own file; `decided` corrects for the number of
 * tests of a claim, `verdictOf` says how cases add up. A claim whose experiment the study lacks has no case and the verdict `no data`.
 */
export function claims(tables: ClaimTables): Claim[] {
  const all: (Omit<Claim, "verdict" | "cases" | "summary"> & {cases: TestedCase[]})[] = [
    {
      id: "crossing",
      claim: "RLVR wins at small k; the base catches up and overtakes at large k.",
      paper: "In every panel, with k* in the tens to hundreds (Figures 2, 3, 4, 9, 10 and 11).",
      cases: domainExperiments.flatMap((experiment) => crossingCases(tables, experiment))
    },
    {
      id: "sharpening",
      claim: "RLVR moves problems toward accuracy 1, and more of them to exactly 0.",
      paper: "Both ends of the accuracy histograms grow (Figures 5 and 13).",
      cases: sharpeningCases(tables)
    },
    {
      id: "subset",
      claim: "The problems that the RLVR policy solves are nearly a subset of those that the base solves.",
      paper: "0 of 19 solved problems are new on AIME24, 1 of 20 on LiveCodeBench (Tables 4 and 5).",
      cases: subsetCases(tables)
    },
    {
      id: "perplexity",
      claim: "What the RLVR policy writes lies in the low-perplexity part of the base’s own distribution.",
      paper:
        "The perplexities of RLVR completions under the base lie in the lower part of the base’s own (Figure 6).",
      cases: perplexityCases(tables)
    },
    {
      id: "distillation",
      claim: "Distillation, unlike RLVR, lifts the whole curve above the base.",
      paper: "The distilled model is above the base at every k on Minerva (Figure 7).",
      cases: distillationCases(tables)
    },
    {
      id: "algorithms",
      claim: "RL algorithms differ little, and all stay far from what the base can reach.",
      paper: "Gaps of 42.6 to 43.9 points on the in-domain test set (Figure 8, Table 2).",
      cases: algorithmsCases(tables)
    },
    {
      id: "steps",
      claim: "With more RL steps pass@1 rises and pass@k at large k falls.",
      paper:
        "From step 150 to 450 pass@1 on the training set rises from 26.1 to 42.5%, pass@256 falls from 66.3 to 64.3% (Table 3).",
      cases: stepsCases(tables)
    },
    {
      id: "entropy",
      claim:
        "Raising the RLVR policy’s temperature until its entropy matches the base’s does not close the whole gap.",
      paper: "The base stays ahead at large k on six sets (Figure 17).",
      cases: entropyCases(tables)
    }
  ];
  return all.map((claim) => judged(claim, tables));
}

/** A claim with its verdict, what its cases have in common, and what luck makes of each. */
function judged(
  claim: Omit<Claim, "verdict" | "cases" | "summary"> & {cases: TestedCase[]},
  tables: ClaimTables
): Claim {
  const tested = decided(claim.cases);
  const cases = claim.id === "perplexity" ? tested : tested.map((one) => withLuck(one, tables));
  const summary = pooledCases(claim.cases);
  return {...claim, cases, summary, verdict: verdictOf(cases, summary)};
}
