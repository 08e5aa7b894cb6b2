import {html} from "htl";
import type {CaseShard} from "../../metrics/study/case-shard.js";
import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {caseColumn, type CaseReading} from "./case-column.js";
import type {CaseMarks} from "./case-marks.js";
import type {CaseRow} from "./case-order.js";
import {caseProblem} from "./case-problem.js";
import type {CaseShards} from "../shared/live/case-shards.js";
import {caseStyles, type CaseChoice} from "./case-state.js";

export interface CaseReaderOptions {
  study: StudySummary;
  shards: CaseShards;
  marks: CaseMarks;
  /** Sample indices of the texts of a problem in the order of reading, and which of them is next; null where nothing is to be read. */
  reading: (problemId: string, benchmark: string, policy: string) => CaseReading | null;
}

/** The problem that is read. */
export interface CaseReader {
  element: HTMLElement;
  /** Loads a problem and shows it, unless another one was asked for in the meantime. */
  show(chosen: CaseChoice, row: CaseRow): Promise<void>;
}

/** The question above, the completions of two policies side by side. */
export function caseReader({study, shards, marks, reading}: CaseReaderOptions): CaseReader {
  const element = html`<div class="case-reader"></div>`;
  let latest = 0;

  function column(
    shard: CaseShard,
    chosen: CaseChoice,
    policy: PolicySummary,
    counts: CaseRow["first"]
  ): HTMLElement {
    return caseColumn({
      ...{policy, counts, shard},
      style: caseStyles(chosen).get(policy.policy)!,
      verifier: study.benchmarks.find(({benchmark}) => benchmark === chosen.counts.benchmark)!.verifier,
      ...marks.ofProblem(shard),
      reading: reading(shard.problem_id, shard.benchmark, policy.policy),
      onMark: (completion, id, value, note) => {
        marks.put({shard, policy: id, completion}, value, note);
      }
    });
  }

  return {
    element,
    async show(chosen, row) {
      const turn = ++latest;
      element.setAttribute("aria-busy", "true");
      try {
        const shard = await shards.load(chosen.counts.benchmark, row.problemId);
        if (turn !== latest) return;
        const {first, second} = chosen;
        element.replaceChildren(
          html`<h3 class="case-title">${row.problemId}</h3>`,
          caseProblem(shard),
          html`<div class=${second === null ? "case-columns is-single" : "case-columns"}>
            ${column(shard, chosen, first, row.first)}
            ${second && row.second ? column(shard, chosen, second, row.second) : ""}
          </div>`
        );
      } catch (error) {
        if (turn !== latest) return;
        element.replaceChildren(
          html`<p class="status" data-kind="error" role="status">${(error as Error).message}</p>`
        );
      } finally {
        if (turn === latest) element.removeAttribute("aria-busy");
      }
    }
  };
}
