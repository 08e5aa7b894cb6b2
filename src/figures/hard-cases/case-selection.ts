import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {setSearch} from "../shared/page/page-address.js";
import {caseRows, filterCases, hardestSolved, rowsInOrder, type CaseRow} from "./case-order.js";
import type {PolicyReadings} from "../../findings/hard-cases/case-reading.js";
import {chooseCases, readCaseState, writeCaseState, type CaseChoice, type CaseState} from "./case-state.js";

/** What is chosen on the page of hard cases; it lives in the URL. */
export class CaseSelection {
  state: CaseState;
  chosen: CaseChoice;
  /** The problems that a search found, which alone are listed; null where nothing is searched. */
  found: ReadonlySet<string> | null = null;
  /** What is to be read of the first policy; null where nothing is. */
  readings: () => PolicyReadings | null = () => null;
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
    this.take({...this.state, ...next});
    setSearch(writeCaseState(this.state, location.search), "case");
  }

  /** Takes over what the address says now. */
  restore(): void {
    this.take(readCaseState(location.search));
  }

  /** The problems that the filter lets through, and the one of them that is read; none where there are none. */
  listed(): {rows: CaseRow[]; selected: CaseRow | undefined} {
    const {found} = this;
    const shown = filterCases(this.rows(), this.state.show);
    const rows = found === null ? shown : shown.filter(({problemId}) => found.has(problemId));
    return {rows, selected: this.named(rows) ?? hardestSolved(rows)};
  }

  /** The problem that is read: the chosen one even where the filter does not let it through. */
  opened(): CaseRow | undefined {
    const rows = this.rows();
    return this.named(rows) ?? hardestSolved(filterCases(rows, this.state.show));
  }

  private take(state: CaseState): void {
    this.state = state;
    this.chosen = chooseCases(state, this.table, this.study)!;
  }

  private rows(): CaseRow[] {
    const {counts, first, second} = this.chosen;
    const rows = caseRows(counts, first.policy, second?.policy ?? null);
    const readings = this.state.order === "reading" ? this.readings() : null;
    return readings === null ? rows : rowsInOrder(rows, readings.problemIds);
  }

  private named(rows: readonly CaseRow[]): CaseRow | undefined {
    return rows.find(({problemId}) => problemId === this.state.problem);
  }
}
