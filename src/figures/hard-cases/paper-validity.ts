/** A published count: of the problems that a model of the paper solves rarely, those with a valid chain. */
export interface PaperValidity {
  benchmark: string;
  model: "base" | "RL";
  valid: number;
  hard: number;
}

/** The part of data/reference/paper.json that holds the counts: `[valid, hard]` by benchmark and model. */
export interface PaperValidityReference {
  text: {cot_validity: Record<string, {base: [number, number]; rl: [number, number]}>};
}

const labels: Record<string, string> = {
  GSM8K: "GSM8K",
  AIME24_filtered: "AIME24, guessable problems left out",
  visual: "Visual reasoning"
};

/** The counts that the paper's authors found by reading (Yue et al. 2025). */
export function paperValidity({text}: PaperValidityReference): PaperValidity[] {
  return Object.entries(text.cot_validity).flatMap(([name, {base, rl}]) => {
    const benchmark = labels[name] ?? name;
    return [
      {benchmark, model: "base" as const, valid: base[0], hard: base[1]},
      {benchmark, model: "RL" as const, valid: rl[0], hard: rl[1]}
    ];
  });
}
