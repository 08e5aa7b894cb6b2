import {planRows, type CompletionCost, type StudyPlan} from "../../../src/metrics/planning/study-plan.js";

const cost: CompletionCost = {base: 400, rl: 600, are: "measured", perSecond: null};

/** A plan of two numbers of problems and of completions, for tests: its powers are made up. */
export function examplePlan(change: Partial<StudyPlan> = {}): StudyPlan {
  const cell = (problems: number, completions: number, difference: number | null, crossing: number) => ({
    ...{problems, completions, difference, crossing},
    crossingWidth: problems > 100 ? 4.06 : Infinity
  });
  const cells = [
    cell(30, 16, null, 0),
    cell(30, 256, 0.2, 0.1),
    cell(120, 16, null, 0.004),
    cell(120, 256, 0.83, 0.55)
  ];
  return {
    ...{study: "pair", title: "A <pair>", benchmark: {id: "math", label: "Set math", problems: 500}},
    ...{base: {id: "base", label: "Base"}, rl: {id: "rl", label: "RL & co"}, at: 64},
    difference: {asked: 0.05, own: -0.033, planned: -0.05, most: 0.9},
    ends: {atOne: 0.16, atMost: -0.04},
    ...{power: 0.8, level: 0.95, replicates: 1000, error: 0.5 / Math.sqrt(1000), seed: 1},
    population: {
      ...{kind: "pilot", problems: 40, least: 64, most: 64},
      ...{base: {alpha: 0.8, beta: 0.5, never: 0.03}, rl: {alpha: 0.4, beta: 0.1, never: 0}}
    },
    cost,
    rows: planRows(cells, change.cost ?? cost),
    adaptive: null,
    ...change
  };
}
