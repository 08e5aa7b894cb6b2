import type {PerplexityProblem, PerplexityProblems} from "../../metrics/perplexity/perplexity-points.js";

/** Which problems a reader looks at; it lives in the URL. */
export interface ProblemView {
  /** Place among the pairs. */
  pair: number;
  /** Ids of the two problems. */
  problems: string[];
}

/** Accuracy of the base on the problems that open with the page: one that it seldom solves, one that it often solves. */
const opening = [0.25, 0.75] as const;

/** The view that a pair opens with. */
export function openingView(pair: number, pairs: readonly PerplexityProblems[]): ProblemView {
  return {pair, problems: defaultProblems(pairs[pair]!.problems)};
}

/** The view in a URL's search string, by names. What is missing or names nothing of the study is left at its default. */
export function readProblemView(search: string, pairs: readonly PerplexityProblems[]): ProblemView {
  const parameters = new URLSearchParams(search);
  const asked = pairs.findIndex(
    ({benchmark, rl}) => benchmark === parameters.get("benchmark") && rl === (parameters.get("policy") ?? rl)
  );
  const opening = openingView(Math.max(asked, 0), pairs);
  const named = parameters.getAll("problem");
  const {problems} = pairs[opening.pair]!;
  return {
    ...opening,
    problems: opening.problems.map((id, place) =>
      problems.some(({problem_id}) => problem_id === named[place]) ? named[place]! : id
    )
  };
}

/** The search string of a view; without the parameters of the default one. Other parameters stay. */
export function writeProblemView(
  view: ProblemView,
  pairs: readonly PerplexityProblems[],
  search: string
): string {
  const parameters = new URLSearchParams(search);
  for (const name of ["benchmark", "policy", "problem"]) parameters.delete(name);
  const {benchmark, rl} = pairs[view.pair]!;
  if (view.pair !== 0) {
    parameters.set("benchmark", benchmark);
    parameters.set("policy", rl);
  }
  if (openingView(view.pair, pairs).problems.join() !== view.problems.join())
    for (const problem of view.problems) parameters.append("problem", problem);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** Two different problems, where there are two: those whose accuracy under the base is nearest to the ones wanted. */
function defaultProblems(problems: readonly PerplexityProblem[]): string[] {
  const chosen: string[] = [];
  for (const wanted of opening) {
    const distance = ({base_accuracy}: PerplexityProblem): number => Math.abs((base_accuracy ?? 0) - wanted);
    const rest = problems.filter(({problem_id}) => !chosen.includes(problem_id));
    const [nearest] = rest.toSorted((a, b) => distance(a) - distance(b));
    if (nearest !== undefined) chosen.push(nearest.problem_id);
  }
  return chosen;
}
