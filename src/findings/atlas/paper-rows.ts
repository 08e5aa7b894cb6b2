import type {AtlasReport, AtlasRow} from "../../metrics/atlas/atlas-row.js";
import {paperSetsOf, type PaperTableReference} from "../training/paper-table.js";

/** The tables of data/reference/paper.json that print pass@k of pairs. */
export interface PaperReference {
  table2_algorithms: PaperTableReference;
  table3_steps: PaperTableReference;
}

/** The paper as a report of an atlas. */
export const paperReport: AtlasReport = {
  ...{id: "paper", title: "Yue et al. 2025, as printed", identity: null, date: null},
  address: "https://arxiv.org/abs/2504.13837"
};

/** What the paper prints of pairs in its tables 2 and 3: two budgets each, without intervals. A pair that both tables have stands once. */
export function paperRows({table2_algorithms, table3_steps}: PaperReference): AtlasRow[] {
  const rows: AtlasRow[] = [];
  for (const reference of [table2_algorithms, table3_steps])
    for (const {label: benchmark, kMax, rows: printed} of paperSetsOf(reference)) {
      const [base, ...trained] = printed;
      for (const {label, atOne, atMost} of trained) {
        const isKnown = rows.some(
          (row) =>
            row.benchmark === benchmark &&
            row.points.every(({k, ...at}) => at.trained === (k === 1 ? atOne : atMost))
        );
        if (isKnown) continue;
        rows.push({
          ...{report: paperReport.id, domain: "math", benchmark, role: "rl", source: "published"},
          ...{base: base!.label, baseModel: null, trained: label.replace(/-step(\d+)$/, ", $1 steps")},
          ...{verifier: null, problems: null, n: null, level: null, crossing: null},
          points: [
            {k: 1, base: base!.atOne, trained: atOne},
            {k: kMax, base: base!.atMost, trained: atMost}
          ].map((point) => ({
            ...point,
            // As printed: the difference of two decimals has one too.
            difference: Math.round((point.trained - point.base) * 1000) / 1000,
            ...{low: null, high: null, p: null}
          }))
        });
      }
    }
  return rows;
}
