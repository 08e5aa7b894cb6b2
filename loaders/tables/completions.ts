import {arrowTable} from "./arrow-table.js";
import {completionsViewColumns} from "./completions-view.js";
import {withCompletions} from "./with-completions.js";

/** Every completion of the study, without its text, as an Arrow IPC file: what the browser queries as `completions`. */
export async function completionsArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return withCompletions(environment, async (database) => {
    const columns = completionsViewColumns.join(", ");
    return arrowTable(
      await database.columns(
        `SELECT ${columns} FROM completions ORDER BY benchmark, policy, problem_id, sample_index`
      )
    );
  });
}
