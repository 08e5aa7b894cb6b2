import {studyCells} from "../schema/study/study-cells.js";
import type {Study} from "../schema/study.js";

/** Completions per problem that a first figure rests on. */
const FIRST = 16;

/**
 * The part of a study that its first figure needs: a few completions of every problem, of the first policy after RL and of its
 * base, or of all policies where there is no such pair, in the first experiment. What is drawn for it is part of the study.
 */
export function firstRound(study: Study, most = FIRST): Study {
  const first = study.experiments[0]!;
  const there = study.policies.filter(({id}) => first.policies.includes(id));
  const trained = there.find(({base}) => base !== null && first.policies.includes(base));
  const policies =
    trained === undefined
      ? first.policies
      : first.policies.filter((id) => id === trained.base || id === trained.id);
  const cells = studyCells({...study, experiments: [{...first, policies}]});
  return {
    ...study,
    experiments: [{...first, policies, n: Math.min(most, ...cells.map(({n}) => n))}]
  };
}

/** Completions per problem of the rounds in which a served study is drawn: each has four times as many as the one before. */
const ROUNDS = [16, 64, 256, 1024, 4096];

/**
 * The study in rounds, each with more completions of everything, the last one with all: where a server takes hours for a policy,
 * the others would otherwise have nothing to be compared with until then. An experiment whose cells have different n is drawn in a
 * round up to the least of them.
 */
export function studyRounds(study: Study): Study[] {
  const most = Math.max(...studyCells(study).map(({n}) => n));
  const parts = ROUNDS.filter((n) => n < most).map((n): Study => ({
    ...study,
    experiments: study.experiments.map((experiment) => {
      const cells = studyCells({...study, experiments: [experiment]});
      return {...experiment, n: Math.min(n, ...cells.map((cell) => cell.n))};
    })
  }));
  return [...parts, study];
}
