import {whole} from "../../findings/shared/format.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import {agree} from "../shared/live/agree.js";
import {needsCounting} from "../shared/live/analysis-notes.js";
import type {LiveAnalysis, TimedTable} from "../shared/live/live-analysis.js";
import type {AnalysisState} from "../shared/live/view-state.js";
import type {StatusLine} from "../shared/page/status-line.js";
import type {CoverageChoice} from "./coverage-choice.js";
import type {CoverageFigure} from "./coverage-figure.js";

export interface CoverageRecountOptions {
  analysis: LiveAnalysis;
  /** The table that the page was built with. */
  table: CoverageTable;
  choice: CoverageChoice;
  figure: CoverageFigure;
  report: StatusLine["report"];
}

/** Counts what is chosen anew, with DuckDB in the browser, and draws it. A later request makes an earlier one void. */
export interface CoverageRecount {
  start(): Promise<void>;
  cancel(): void;
}

/** Tells, too, how long it took, and whether the page's own analysis came out the same. */
export function coverageRecount(options: CoverageRecountOptions): CoverageRecount {
  const {analysis, table, choice, figure, report} = options;
  let request = 0;
  return {
    async start() {
      const ours = ++request;
      const {benchmark} = choice;
      const wanted: AnalysisState = {...choice.state};
      report("Counting …");
      figure.element.setAttribute("aria-busy", "true");
      const times: string[] = [];
      const show = ({table: made, milliseconds}: TimedTable): void => {
        if (ours !== request) return;
        const start = performance.now();
        figure.result = {table: made, state: wanted};
        figure.draw();
        const took = whole(milliseconds + performance.now() - start);
        times.push(`${took} ms with ${whole(made.replicates)} resamples`);
        report(`Recomputed here in ${times.join(", in ")}`);
      };
      try {
        const final = await analysis.compute(benchmark, wanted, show);
        show(final);
        if (ours === request)
          report(`Recomputed here in ${times.join(", in ")}${comparison(final.table, table, wanted)}.`);
      } catch (error) {
        if (ours !== request) return;
        const reason = `This analysis cannot be computed: ${(error as Error).message}`;
        report(reason, "error");
        figure.fail(reason);
      } finally {
        if (ours === request) figure.element.removeAttribute("aria-busy");
      }
    },
    cancel() {
      request++;
      figure.element.removeAttribute("aria-busy");
    }
  };
}

/** Whether the same analysis gives the same as when the page was built. */
function comparison(made: CoverageTable, table: CoverageTable, state: AnalysisState): string {
  if (needsCounting(state)) return "";
  const before = table.benchmarks.find(({benchmark}) => benchmark === made.benchmarks[0]?.benchmark);
  if (JSON.stringify(before) === JSON.stringify(made.benchmarks[0]))
    return ": the same as the table that the page was built with, to the bit";
  return agree(made.benchmarks[0], before)
    ? ": the same as the table that the page was built with, to 12 digits"
    : ": NOT the same as the table that the page was built with";
}
