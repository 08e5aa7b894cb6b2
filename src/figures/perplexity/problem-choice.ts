import {namedPair, type NamedPair} from "../../findings/perplexity/perplexity-conditions.js";
import type {PerplexityProblem, PerplexityProblems} from "../../metrics/perplexity/perplexity-points.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {setSearch} from "../shared/page/page-address.js";
import {openingView, readProblemView, writeProblemView, type ProblemView} from "./perplexity-problem-view.js";

/** The pair and the two problems that a reader looks at; they live in the URL. */
export class ProblemChoice {
  private readonly pairs: readonly PerplexityProblems[];
  private readonly study: StudySummary;
  private view: ProblemView;

  /** Needs one pair at least. */
  constructor(pairs: readonly PerplexityProblems[], study: StudySummary) {
    this.pairs = pairs;
    this.study = study;
    this.view = readProblemView(location.search, pairs);
  }

  /** Place among the pairs. */
  get pair(): number {
    return this.view.pair;
  }

  get named(): NamedPair {
    return namedPair(this.pairs[this.view.pair]!, this.study);
  }

  /** The two problems. */
  get shown(): PerplexityProblem[] {
    const {problems} = this.pairs[this.view.pair]!;
    return this.view.problems.map((id) => problems.find(({problem_id}) => problem_id === id)!);
  }

  /** The pair's problems that have completions to show. */
  get offered(): PerplexityProblem[] {
    return this.pairs[this.view.pair]!.problems.filter(hasPoints);
  }

  changePair(pair: number): void {
    this.change(openingView(pair, this.pairs));
  }

  changeProblem(place: number, id: string): void {
    this.change({...this.view, problems: this.view.problems.with(place, id)});
  }

  /** Takes over what the address says now. */
  restore(): void {
    this.view = readProblemView(location.search, this.pairs);
  }

  private change(view: ProblemView): void {
    this.view = view;
    setSearch(writeProblemView(view, this.pairs, location.search), "problems");
  }
}

/** Whether a problem has completions to show. */
export function hasPoints({points}: PerplexityProblem): boolean {
  return points.some(({perplexities}) => perplexities.length > 0);
}
