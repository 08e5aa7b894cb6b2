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
