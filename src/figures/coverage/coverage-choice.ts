import type {StudySummary} from "../../metrics/study/study-summary.js";
import {
  readViewState,
  writeViewState,
  type AnalysisState,
  type ViewState
} from "../shared/live/view-state.js";

/** What the reader chose of an experiment: a benchmark and how to analyse it. It lives in the URL. */
export class CoverageChoice {
  readonly state: ViewState;
  private readonly benchmarks: readonly string[];

  /** A benchmark in the URL that the study does not have is forgotten. */
  constructor({benchmarks}: StudySummary) {
    this.state = readViewState(location.search);
    this.benchmarks = benchmarks.map(({benchmark}) => benchmark);
    const {benchmark} = this.state;
    if (benchmark === null || !this.benchmarks.includes(benchmark)) this.state.benchmark = null;
  }

  /** The chosen benchmark, else the study's first; empty where it has none. */
  get benchmark(): string {
    return this.state.benchmark ?? this.benchmarks[0] ?? "";
  }

  /** Another benchmark is judged by its own verifier until the reader chooses one. */
  changeBenchmark(benchmark: string): void {
    this.state.benchmark = benchmark === this.benchmarks[0] ? null : benchmark;
    this.state.verifier = null;
    this.save();
  }

  changeAnalysis(analysis: AnalysisState): void {
    Object.assign(this.state, analysis);
    this.save();
  }

  private save(): void {
    history.replaceState(
      history.state,
      "",
      `${location.pathname}${writeViewState(this.state, location.search)}${location.hash}`
    );
  }
}
