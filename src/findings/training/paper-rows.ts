import type {AtlasPoint, AtlasReport, AtlasRow} from "../../metrics/atlas/atlas-row.js";
import {paperSetsOf, type PaperTableReference} from "./paper-table.js";

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
  const rows = new Map<string, AtlasRow>();
  for (const reference of [table2_algorithms, table3_steps])
    for (const {label: benchmark, kMax, rows: printed} of paperSetsOf(reference)) {
      const [base, ...others] = printed;
      for (const {label, ...trained} of others) {
        const points = [
          printedPoint(1, base!.atOne, trained.atOne),
          printedPoint(kMax, base!.atMost, trained.atMost)
        ];
        const key = JSON.stringify([benchmark, points]);
        if (rows.has(key)) continue;
        rows.set(key, {
          ...{report: paperReport.id, domain: "math", benchmark, role: "rl", source: "published"},
          ...{base: base!.label, baseModel: null, trained: label.replace(/-step(\d+)$/, ", $1 steps")},
          ...{verifier: null, problems: null, n: null, level: null, crossing: null, points}
        });
      }
    }
  return [...rows.values()];
}

/** Percents with one decimal, and their difference has one too. */
function printedPoint(k: number, base: number, trained: number): AtlasPoint {
  const asPrinted = (share: number): number => Math.round(share * 1000) / 1000;
  return {
    ...{k, base: asPrinted(base), trained: asPrinted(trained), difference: asPrinted(trained - base)},
    ...{low: null, high: null, p: null}
  };
}
