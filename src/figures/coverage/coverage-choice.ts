import type {StudySummary} from "../../metrics/study/study-summary.js";
import {
  readViewState,
  writeViewState,
  type AnalysisState,
  type ViewState
} from "../shared/live/view-state.js";
import {setSearch} from "../shared/page/page-address.js";

/** What the reader chose of an experiment: a benchmark and how to analyse it. It lives in the URL. */
export class CoverageChoice {
  readonly state: ViewState;
  private readonly benchmarks: readonly string[];

  constructor({benchmarks}: StudySummary) {
    this.benchmarks = benchmarks.map(({benchmark}) => benchmark);
    this.state = this.read();
  }

  /** The chosen benchmark, else the study's first; empty where it has none. */
  get benchmark(): string {
    return this.state.benchmark ?? this.benchmarks[0] ?? "";
  }

  /** Another benchmark is judged by its own verifier until the reader chooses one. */
  changeBenchmark(benchmark: string): void {
    this.state.benchmark = benchmark === this.benchmarks[0] ? null : benchmark;
    this.state.verifier = null;
    this.save("benchmark");
  }

  changeAnalysis(analysis: AnalysisState): void {
    Object.assign(this.state, analysis);
    this.save("analysis");
  }

  /** Back to the analysis that the page opens with, of the same benchmark. */
  reset(): void {
    Object.assign(this.state, readViewState(""), {benchmark: this.state.benchmark});
    this.save("reset");
  }

  /** Takes over what the address says now. */
  restore(): void {
    Object.assign(this.state, this.read());
  }

  /** A benchmark in the URL that the study does not have is forgotten. */
  private read(): ViewState {
    const state = readViewState(location.search);
    const isKnown = state.benchmark !== null && this.benchmarks.includes(state.benchmark);
    return {...state, benchmark: isKnown ? state.benchmark : null};
  }

  private save(control: string): void {
    setSearch(writeViewState(this.state, location.search), control);
  }
}
