import {html} from "htl";
import type {ReadChain} from "../../metrics/coverage/read-chain.js";
import type {Mark} from "../../metrics/study/annotation.js";
import type {CaseCompletion, CaseShard} from "../../metrics/study/case-shard.js";
import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {matchAnnotations, matchCompletion} from "./annotation-match.js";
import type {AnnotationStore} from "./annotation-store.js";
import {caseColumn} from "./case-column.js";
import type {CaseRow} from "./case-order.js";
import {caseProblem} from "./case-problem.js";
import type {CaseShards} from "./case-shards.js";
import {caseStyles, type CaseChoice} from "./case-state.js";

/** Who a mark is by where the reader gives no name. */
const ANONYMOUS = "anonymous";

export interface CaseReaderOptions {
  study: StudySummary;
  shards: CaseShards;
  store: AnnotationStore;
  /** Marks that the report was built with. */
  built: readonly ReadChain[];
}

/** The problem that is read: the question above, the completions of two policies side by side. */
export function caseReader({study, shards, store, built}: CaseReaderOptions): {
  element: HTMLElement;
  show(chosen: CaseChoice, row: CaseRow): Promise<void>;
} {
  const element = html`<div class="case-reader"></div>`;
  let latest = 0;

  function mark(
    shard: CaseShard,
    policy: string,
    completion: CaseCompletion,
    value: Mark | null,
    note: string
  ): void {
    const reader = store.reader || ANONYMOUS;
    const completions = shard.policies.find((one) => one.policy === policy)!.completions;
    const {benchmark, problem_id} = shard;
    const earlier = store
      .annotations()
      .filter(
        (one) =>
          one.reader === reader &&
          one.benchmark === benchmark &&
          one.problem_id === problem_id &&
          one.policy === policy &&
          matchCompletion(completions, one) === completion
      );
    for (const annotation of earlier) store.remove(annotation);
    if (value === null) return;
    const {sample_index, digest} = completion;
    const date = new Date().toISOString().slice(0, 10);
    store.put({
      study: study.study,
      ...{benchmark, problem_id, policy, sample_index, mark: value, reader, date},
      ...(note === "" ? {} : {note}),
      digest
    });
  }

  function column(
    shard: CaseShard,
    chosen: CaseChoice,
    policy: PolicySummary,
    counts: CaseRow["first"]
  ): HTMLElement {
    const reader = store.reader || ANONYMOUS;
    const isHere = (one: {benchmark: string; problem_id: string}): boolean =>
      one.benchmark === shard.benchmark && one.problem_id === shard.problem_id;
    const local = store.annotations().filter(isHere);
    const others = [...built.filter(isHere), ...matchAnnotations(local, shards)];
    return caseColumn({
      ...{policy, counts, shard},
      style: caseStyles(chosen).get(policy.policy)!,
      verifier: study.benchmarks.find(({benchmark}) => benchmark === chosen.counts.benchmark)!.verifier,
      own: local.filter((one) => one.reader === reader),
      others: others.filter((one) => one.reader !== reader),
      onMark: (completion, id, value, note) => {
        mark(shard, id, completion, value, note);
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
