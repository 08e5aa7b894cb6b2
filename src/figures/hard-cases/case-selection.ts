import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {caseRows, filterCases, hardestSolved, type CaseRow} from "./case-order.js";
import {chooseCases, readCaseState, writeCaseState, type CaseChoice, type CaseState} from "./case-state.js";

/** What is chosen on the page of hard cases; it lives in the URL. */
export class CaseSelection {
  state: CaseState;
  chosen: CaseChoice;
  private readonly table: readonly BenchmarkCounts[];
  private readonly study: StudySummary;

  private constructor(
    state: CaseState,
    chosen: CaseChoice,
    table: readonly BenchmarkCounts[],
    study: StudySummary
  ) {
    this.state = state;
    this.chosen = chosen;
    this.table = table;
    this.study = study;
  }

  /** What the URL chooses; null when nothing has been judged. */
  static read(table: readonly BenchmarkCounts[], study: StudySummary): CaseSelection | null {
    const state = readCaseState(location.search);
    const chosen = chooseCases(state, table, study);
    return chosen && new CaseSelection(state, chosen, table, study);
  }

  change(next: Partial<CaseState>): void {
    this.state = {...this.state, ...next};
    this.chosen = chooseCases(this.state, this.table, this.study)!;
    history.replaceState(
      history.state,
      "",
      `${location.pathname}${writeCaseState(this.state, location.search)}${location.hash}`
    );
  }

  /** The problems that the filter lets through, and the one of them that is read; none where there are none. */
  listed(): {rows: CaseRow[]; selected: CaseRow | undefined} {
    const rows = filterCases(this.rows(), this.state.show);
    return {rows, selected: this.named(rows) ?? hardestSolved(rows)};
  }

  /** The problem that is read: the chosen one even where the filter does not let it through. */
  opened(): CaseRow | undefined {
    const rows = this.rows();
    return this.named(rows) ?? hardestSolved(filterCases(rows, this.state.show));
  }

  private rows(): CaseRow[] {
    const {counts, first, second} = this.chosen;
    return caseRows(counts, first.policy, second?.policy ?? null);
  }

  private named(rows: readonly CaseRow[]): CaseRow | undefined {
    return rows.find(({problemId}) => problemId === this.state.problem);
  }
}
