import {join} from "node:path";
import {UserError} from "../../schema/user-error.js";
import {writeTextAtomically} from "../../store/write-file.js";
import {command} from "../../workspace/command.js";
import {cellCounts, importedCounts} from "./export-cells.js";
import type {RunExport} from "./run-export.js";

/**
 * Writes `POLICY.csv` for each policy of which something is judged: how often each problem was judged and found correct, by each verifier (`metric`), and
 * the counts that were imported. What a verifier failed on counts in neither.
 */
export async function exportCounts({run, database, cells, folder}: RunExport): Promise<void> {
  const lines = new Map<string, string[]>();
  for (const cell of cells) {
    const {policy, benchmark, verifiers} = cell;
    const rows = lines.get(policy.id) ?? ["benchmark,problem_id,metric,n,c"];
    lines.set(policy.id, rows);
    for (const {verifier, problemId, n, c} of await importedCounts(database, cell))
      rows.push([benchmark.id, problemId, verifier, n, c].map(csvField).join(","));
    for (const {id} of verifiers)
      for (const {problemId, n, c} of await cellCounts(database, cell, id))
        rows.push([benchmark.id, problemId, id, n, c].map(csvField).join(","));
  }
  if ([...lines.values()].every(({length}) => length === 1))
    throw new UserError(`nothing of the run ${run.path} is judged: run ${command("verify")} first`);
  for (const [policy, rows] of lines)
    if (rows.length > 1) await writeTextAtomically(join(folder, `${policy}.csv`), `${rows.join("\n")}\n`);
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
