import {join} from "node:path";
import {writeTextAtomically} from "../../store/write-file.js";
import {cellCounts} from "./export-cells.js";
import type {RunExport} from "./run-export.js";

/**
 * Writes `POLICY.csv` for each policy: how often each problem was judged and found correct, by each verifier (`metric`). What a
 * verifier failed on counts in neither.
 */
export async function exportCounts({database, cells, folder}: RunExport): Promise<void> {
  const lines = new Map<string, string[]>();
  for (const cell of cells) {
    const {policy, benchmark, verifiers} = cell;
    const rows = lines.get(policy.id) ?? ["benchmark,problem_id,metric,n,c"];
    lines.set(policy.id, rows);
    for (const {id} of verifiers)
      for (const {problemId, n, c} of await cellCounts(database, cell, id))
        rows.push([benchmark.id, problemId, id, n, c].map(csvField).join(","));
  }
  for (const [policy, rows] of lines)
    await writeTextAtomically(join(folder, `${policy}.csv`), `${rows.join("\n")}\n`);
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
