/** Overlap of two solvable sets that the paper printed as lists of problems. */
export interface PaperSets {
  benchmark: string;
  both: number;
  baseOnly: number;
  rlOnly: number;
  /** Problems of the benchmark; null where the paper does not say. */
  problems: number | null;
}

/** The parts of data/reference/paper.json that list solvable problems. */
export interface PaperReference {
  table4_aime24_solvable_indices: Record<string, number[]>;
  table5_livecodebench_400_450_solvable_indices: Record<string, number[]>;
}

const AIME24_PROBLEMS = 30;

/** Counts the paper's Tables 4 and 5: in each, the first list is the base's, the second that of the model after RLVR. */
export function paperSets(reference: PaperReference): PaperSets[] {
  return [
    overlap("AIME24 (Table 4)", reference.table4_aime24_solvable_indices, AIME24_PROBLEMS),
    overlap("LiveCodeBench 400–450 (Table 5)", reference.table5_livecodebench_400_450_solvable_indices, null)
  ];
}

function overlap(benchmark: string, lists: Record<string, number[]>, problems: number | null): PaperSets {
  const [first, second] = Object.values(lists);
  if (!first || !second) throw new Error(`${benchmark}: expected the lists of two models`);
  const [base, rl] = [new Set(first), new Set(second)];
  const both = [...base].filter((index) => rl.has(index)).length;
  return {
    benchmark,
    both,
    baseOnly: base.size - both,
    rlOnly: rl.size - both,
    problems
  };
}
