import {Database} from "../../store/database.js";
import {createCompletionsView} from "./completions-view.js";
import {reportInput, type ReportInput} from "./report-input.js";

/**
 * Runs `use` with a database that has the view `completions` of the study that the environment names, and closes it after.
 * `columns` of the view: by default those that the browser has.
 */
export async function withCompletions<T>(
  environment: NodeJS.ProcessEnv,
  use: (database: Database, input: ReportInput) => Promise<T>,
  columns?: readonly string[]
): Promise<T> {
  const input = reportInput(environment);
  const database = await Database.open();
  try {
    await createCompletionsView(database, input, columns);
    return await use(database, input);
  } finally {
    database.close();
  }
}
