import type {PerplexityProblem, PerplexityProblems} from "../metrics/perplexity-points.js";

/** Which problems a reader looks at; it lives in the URL. */
export interface ProblemView {
  /** Place among the pairs. */
  pair: number;
  /** Ids of the two problems. */
  problems: string[];
}

/** Accuracy of the base on the problems that open with the page: one that it seldom solves, one that it often solves. */
const opening = [0.25, 0.75] as const;

/** The view in a URL's search string. What is missing or names no problem of the pair is left at its default. */
export function readProblemView(search: string, pairs: readonly PerplexityProblems[]): ProblemView {
  const parameters = new URLSearchParams(search);
  const pair = Number(parameters.get("pair") ?? 0);
  const known = Number.isInteger(pair) && pair >= 0 && pair < pairs.length ? pair : 0;
  const {problems} = pairs[known]!;
  const named = parameters.getAll("problem");
  const defaults = defaultProblems(problems);
  return {
    pair: known,
    problems: defaults.map((id, place) =>
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
  parameters.delete("pair");
  parameters.delete("problem");
  if (view.pair !== 0) parameters.set("pair", String(view.pair));
  if (defaultProblems(pairs[view.pair]!.problems).join() !== view.problems.join())
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
