import {html} from "htl";
import type {SolvableProblem, SolvableSets} from "../../findings/sets/solvable-sets.js";
import {solveRateText} from "../../findings/sets/solvable-text.js";
import {comparisonTitle} from "../../findings/shared/comparison.js";
import {percent, pValue, whole} from "../../findings/shared/format.js";
import {mcnemar} from "../../metrics/statistics/mcnemar.js";
import type {SupportTable} from "../../metrics/support/support-table.js";
import {dataTable} from "../shared/page/data-table.js";
import type {PaperSets} from "./paper-sets.js";

/** The four parts of each comparison's solvable sets as a table, with retention, discovery and McNemar's exact test. */
export function solvableCountsTable(all: readonly SolvableSets[]): HTMLElement {
  const comparisons = all.map(({comparison}) => comparison);
  return dataTable(all, [
    {label: "Benchmark", value: ({comparison}) => comparisonTitle(comparison, comparisons)},
    {label: "Both", value: ({support}) => support.both},
    {label: "Base only", value: ({support}) => support.baseOnly},
    {label: "RL only", value: ({support}) => support.rlOnly},
    {label: "Neither", value: ({support}) => support.neither},
    {label: "Retention", value: ({support}) => rate(support.retention)},
    {label: "Discovery", value: ({support}) => rate(support.discovery)},
    {label: "McNemar, exact", value: ({pValue: p}) => pValue(p)}
  ]);
}

/** The paper's solvable sets in the same columns; they carry the published mark. */
export function paperSetsTable(sets: readonly PaperSets[]): HTMLElement {
  const table = dataTable(sets, [
    {label: "Published", value: ({benchmark}) => benchmark},
    {label: "Both", value: ({both}) => both},
    {label: "Base only", value: ({baseOnly}) => baseOnly},
    {label: "RL only", value: ({rlOnly}) => rlOnly},
    {
      label: "Neither",
      value: ({problems, both, baseOnly, rlOnly}) =>
        problems === null ? null : problems - both - baseOnly - rlOnly
    },
    {label: "Retention", value: ({both, baseOnly}) => rate(both / (both + baseOnly))},
    {label: "Discovery", value: ({both, rlOnly}) => rate(rlOnly / (both + rlOnly))},
    {label: "McNemar, exact", value: ({baseOnly, rlOnly}) => pValue(mcnemar(baseOnly, rlOnly))}
  ]);
  table.classList.add("published");
  return table;
}

/** The problems that only one policy solves, with what its completions show about both solve rates. */
export function oneSidedTable(sets: SolvableSets, support: SupportTable | null): HTMLElement {
  const {base, rl, benchmark} = sets.comparison;
  const certificates = support?.pairs.find(
    (pair) => pair.benchmark === benchmark.benchmark && pair.base === base.policy && pair.rl === rl.policy
  );
  const rows = sets.problems.filter(({group}) => group === "base only" || group === "RL only");
  if (rows.length === 0) return html`<p>None: both policies solve the same problems.</p>`;
  const counts =
    (side: "base" | "rl") =>
    (problem: SolvableProblem): string =>
      `${whole(problem[side].c)} of ${whole(problem[side].n)}`;
  return dataTable(rows, [
    {label: "Problem", value: ({problemId}) => problemId},
    {label: "Solved by", value: ({group}) => (group === "base only" ? base.label : rl.label)},
    {label: `${base.label}: correct`, value: counts("base")},
    {label: "solve rate, 95%", value: (problem) => solveRateText(problem.base)},
    {label: `${rl.label}: correct`, value: counts("rl")},
    {label: "solve rate, 95%", value: (problem) => solveRateText(problem.rl)},
    ...(certificates === undefined
      ? []
      : [
          {
            label: "For the other",
            value: ({problemId, group}: SolvableProblem) =>
              certificates.problems.find(({problem_id}) => problem_id === problemId)?.[
                group === "base only" ? "rl" : "base"
              ].class ?? null
          }
        ])
  ]);
}

function rate(share: number): string | null {
  return Number.isNaN(share) ? null : percent(share);
}
