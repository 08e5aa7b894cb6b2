import type {PageEntry} from "./page-entry.js";

/** The pages of the report in the order of the argument: ids, titles, rows of the paper and tables, in this one place. */
export const contents = [
  {
    path: "index",
    title: "Overview",
    experiments: [],
    tables: [
      "algorithms-ends.json",
      "answers.json",
      "code.json",
      "contents.json",
      "counts.json",
      "distillation.json",
      "entropy-match.json",
      "exact.json",
      "guess-rates.json",
      "math.json",
      "model-cards.json",
      "perplexity.json",
      "published.json",
      "runs.json",
      "steps-ends.json",
      "visual.json",
      "worked.json"
    ]
  },
  {
    path: "mathematics",
    title: "Mathematics",
    experiments: [
      {
        id: "math",
        kind: "domain",
        place: "Figures 2, 9, 10",
        finding: "RLVR wins at k = 1, the base overtakes it at large k, for every model and set"
      }
    ],
    tables: [
      "exact.json",
      "experiment-cells.arrow",
      "guess-rates.json",
      "math.json",
      "problems.arrow",
      "tallies.arrow",
      "worked.json"
    ]
  },
  {
    path: "code",
    title: "Code",
    experiments: [{id: "code", kind: "domain", place: "Figures 3, 4, 11", finding: "the same in code"}],
    tables: ["answers.json", "code.json", "guess-rates.json", "worked.json"]
  },
  {
    path: "visual",
    title: "Visual reasoning",
    experiments: [{id: "visual", kind: "domain", place: "Figure 4", finding: "the same in visual reasoning"}],
    tables: ["guess-rates.json", "visual.json", "worked.json"]
  },
  {
    path: "histograms",
    title: "Accuracy histograms",
    experiments: [
      {
        id: "histograms",
        kind: "derived",
        place: "Figures 5, 13",
        finding: "more problems always solved, and more never solved"
      }
    ],
    tables: ["counts.json"]
  },
  {
    path: "solvable",
    title: "Solvable sets",
    experiments: [
      {
        id: "solvable",
        kind: "derived",
        place: "Tables 4, 5",
        finding: "0 of 19 (AIME24) and 1 of 20 (LiveCodeBench) solved problems are new"
      }
    ],
    tables: ["counts.json", "paper.json", "support.json"]
  },
  {path: "support", title: "Support", experiments: [], tables: ["support.json"]},
  {
    path: "perplexity",
    title: "Perplexity",
    experiments: [
      {
        id: "perplexity",
        kind: "study",
        place: "Figure 6",
        finding: "RLVR completions lie in the low-perplexity part of the base’s own"
      }
    ],
    tables: [
      "answers.json",
      "counts.json",
      "output-entropy.json",
      "perplexity-problems.json",
      "perplexity.json"
    ]
  },
  {
    path: "distillation",
    title: "Distillation",
    experiments: [
      {
        id: "distillation",
        kind: "study",
        place: "Figure 7",
        finding: "the distilled model is above the base at every k"
      }
    ],
    tables: ["counts.json", "distillation.json", "exact.json"]
  },
  {
    path: "algorithms",
    title: "RL algorithms",
    experiments: [
      {
        id: "algorithms",
        kind: "study",
        place: "Figures 8, 14, Table 2",
        finding: "sampling-efficiency gaps of 42.6 to 43.9 points, alike for six algorithms"
      },
      {id: "runs", kind: "own", asks: "how far training runs of one recipe lie apart"}
    ],
    tables: ["algorithms-ends.json", "algorithms.json", "exact.json", "paper.json", "runs.json"]
  },
  {
    path: "steps",
    title: "Training steps",
    experiments: [
      {
        id: "steps",
        kind: "study",
        place: "Figure 1, Table 3",
        finding: "from step 150 to 450 pass@1 rises by 16.4 points, pass@256 falls by 2.0 (training set)"
      }
    ],
    tables: [
      "exact.json",
      "model-cards.json",
      "paper.json",
      "steps-ends.json",
      "steps.json",
      "training-logs.json"
    ]
  },
  {
    path: "ablations",
    title: "Ablations",
    experiments: [
      {
        id: "ablations",
        kind: "study",
        place: "Figure 15",
        finding: "with more rollouts or a KL penalty the base still is ahead at large k"
      },
      {id: "rates", kind: "own", asks: "whether the learning rate chooses what is found"},
      {id: "sizes", kind: "own", asks: "whether what is found depends on the size of the model"}
    ],
    tables: [
      "ablations-ends.json",
      "ablations.json",
      "exact.json",
      "model-cards.json",
      "rates.json",
      "sizes.json"
    ]
  },
  {
    path: "temperature",
    title: "Temperature",
    experiments: [
      {
        id: "temperature",
        kind: "study",
        place: "Figure 16",
        finding: "the curves cross at T = 0.6, 1.0 and 1.2"
      },
      {
        id: "entropy-match",
        kind: "study",
        place: "Figure 17",
        finding: "with entropy matched by temperature the base still is ahead at large k"
      }
    ],
    tables: ["entropy-match.json", "output-entropy.json", "paper.json", "temperature.json"]
  },
  {
    path: "sharpening",
    title: "Sharpening",
    experiments: [
      {
        id: "sharpening",
        kind: "control",
        place: "Karan and Du 2025",
        finding: "a power of the base’s own distribution nearly matches RL with one try, without training"
      }
    ],
    tables: ["sharpening.json"]
  },
  {
    path: "guess",
    title: "Guess filter",
    experiments: [
      {
        id: "guess",
        kind: "study",
        place: "Figure 12",
        finding: "without guessable problems the curves still cross"
      }
    ],
    tables: [
      "answers.json",
      "beyond-luck.json",
      "counts.json",
      "guess-rates.json",
      "guess.json",
      "paper.json"
    ]
  },
  {
    path: "beyond",
    title: "Other measures",
    experiments: [],
    tables: ["counts.json", "coverage-at-cost.json", "exact.json", "math.json"]
  },
  {
    path: "hard-cases",
    title: "Hard cases",
    experiments: [],
    tables: ["annotations.json", "counts.json", "paper.json", "reading.json"]
  },
  {
    path: "explorer",
    title: "Explorer",
    experiments: [],
    tables: [
      "contents.json",
      "counts.json",
      "experiment-cells.arrow",
      "problem-counts.arrow",
      "problems.arrow",
      "scores.arrow",
      "tallies.arrow",
      "training-logs.arrow"
    ]
  },
  {path: "your-samples", title: "Your own samples", experiments: [], tables: ["counts.json", "math.json"]},
  {
    path: "provenance",
    title: "Data and provenance",
    experiments: [],
    tables: ["model-cards.json", "verifier-audit.json"]
  },
  {path: "audit", title: "Audit", experiments: [], tables: ["audit.json"]},
  {
    path: "methods",
    title: "Methods",
    experiments: [],
    tables: ["interval-coverage.json", "math.json"]
  }
] as const satisfies readonly PageEntry[];

/** A page's address. */
export type PagePath = (typeof contents)[number]["path"];
