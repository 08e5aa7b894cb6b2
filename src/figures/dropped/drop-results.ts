import {html} from "htl";
import {
  judgedBenchmarks,
  judgedPolicies,
  mixedVerdicts,
  sharedVerifier,
  type DropChoice
} from "../../findings/dropped/drop-choice.js";
import {dropStudy} from "../../findings/dropped/drop-study.js";
import {verdictRows} from "../../findings/dropped/drop-text.js";
import {differenceLines, readLines} from "../../findings/dropped/read-text.js";
import type {ReportSet} from "../../findings/dropped/report-sets.js";
import {percent} from "../../findings/shared/format.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {DropResult} from "../../metrics/dropped/drop-result.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice} from "../shared/page/responsive-figure.js";
import {dropChoices} from "./drop-choices.js";
import {dropFigures} from "./drop-figures.js";
import {StoppedError, type DropWorker} from "./drop-worker.js";

/** Lines on what was read that stand there before the reader asks for all. */
const SHOWN_LINES = 12;

/** Resamples of a draft, and resampled problems beyond which there is one. */
const DRAFT_REPLICATES = 200;
const MOST_AT_ONCE = 2e7;

export interface DropResultsOptions {
  worker: DropWorker;
  /** Of the report. */
  counts: readonly BenchmarkCounts[];
  sets: readonly ReportSet[];
  /** How the report makes its bands. */
  bootstrap: Pick<CoverageTable, "level" | "replicates" | "seed">;
  /** Told what went wrong while the figures were made. */
  onError: (message: string) => void;
}

/** What was read, what can be chosen of it, and the figures. */
export class DropResults {
  readonly element: HTMLElement;
  private readonly found = html`<div class="drop-found"></div>`;
  private readonly figures = html`<div class="drop-figures"></div>`;
  private readonly options: DropResultsOptions;
  private drawings = 0;

  constructor(options: DropResultsOptions) {
    this.options = options;
    this.element = html`<div>${this.found}${this.figures}</div>`;
  }

  clear(): void {
    this.drawings++;
    this.found.replaceChildren();
    this.figures.replaceChildren();
  }

  show(result: DropResult): void {
    const [benchmark] = judgedBenchmarks(result);
    if (benchmark === undefined) this.found.replaceChildren(lineList(readLines(result)));
    else this.choose(result, firstChoice(result, benchmark, this.options.sets));
  }

  private choose(result: DropResult, choice: DropChoice): void {
    const {sets} = this.options;
    const focused = document.activeElement?.getAttribute("name") ?? null;
    const form = dropChoices(result, choice, sets, (next) => {
      const isOther = next.benchmark !== choice.benchmark;
      this.choose(result, isOther ? firstChoice(result, next.benchmark, sets) : next);
    });
    this.found.replaceChildren(
      lineList([
        ...mixedVerdicts(result, choice),
        ...readLines(result),
        ...differenceLines(result.policies, choice.benchmark)
      ]),
      verdictTable(result, choice),
      form
    );
    if (focused !== null) form.querySelector<HTMLElement>(`select[name="${CSS.escape(focused)}"]`)?.focus();
    void this.draw(result, choice);
  }

  private async draw(result: DropResult, choice: DropChoice): Promise<void> {
    const mine = ++this.drawings;
    const {worker, counts, sets, bootstrap, onError} = this.options;
    const set = sets.find(({id}) => id === choice.beside) ?? null;
    const drawn = dropStudy(result, choice, {counts, set});
    if (drawn === null) {
      this.figures.replaceChildren(missingNotice("Every policy is hidden: choose one."));
      return;
    }
    const {level, replicates, seed} = bootstrap;
    // What was asked for before is no longer wanted.
    worker.stop();
    const estimate = async (count: number): Promise<void> => {
      const table = await worker.estimate({
        counts: drawn.counts,
        policies: drawn.study.policies.map(({policy, base}) => ({policy, base})),
        options: {level, replicates: count, seed}
      });
      if (mine === this.drawings) this.figures.replaceChildren(dropFigures(table, drawn));
    };
    try {
      if (drawn.counts.length * replicates > MOST_AT_ONCE)
        await estimate(Math.min(replicates, DRAFT_REPLICATES));
      await estimate(replicates);
    } catch (error) {
      if (mine === this.drawings && !(error instanceof StoppedError)) onError((error as Error).message);
    }
  }
}

/** The first policy is the base of the others. The report's curves of the same benchmark stand beside, else its first ones. */
function firstChoice(result: DropResult, benchmark: string, sets: readonly ReportSet[]): DropChoice {
  const policies = judgedPolicies(result, benchmark);
  const same = sets.find((set) => set.benchmark.benchmark === benchmark);
  return {
    benchmark,
    verifier: sharedVerifier(result, benchmark),
    base: policies.length > 1 ? policies[0]!.policy : null,
    hidden: [],
    beside: (same ?? sets[0])?.id ?? null
  };
}

function verdictTable(result: DropResult, choice: DropChoice): HTMLElement {
  return dataTable(verdictRows(result, choice), [
    {label: "Policy", value: ({policy}) => policy},
    {label: "Verdicts of", value: ({verifier}) => verifier},
    {label: "pass@1", value: ({passAtOne}) => percent(passAtOne)},
    {label: "Judged", value: ({judged}) => judged},
    {label: "Problems", value: ({problems}) => problems},
    {label: "Of each", value: ({each}) => each},
    {label: "Drawn below", value: ({isUsed}) => (isUsed ? "yes" : "no")}
  ]);
}

function lineList(lines: readonly string[]): HTMLElement {
  const item = (line: string): HTMLElement => html`<li>${line}</li>`;
  const rest = lines.slice(SHOWN_LINES);
  return html`<div>
    <ul class="drop-lines">
      ${lines.slice(0, SHOWN_LINES).map(item)}
    </ul>
    ${
      rest.length === 0
        ? ""
        : html`<details class="fold-out">
            <summary>${rest.length} more lines</summary>
            <ul class="drop-lines">
              ${rest.map(item)}
            </ul>
          </details>`
    }
  </div>`;
}
