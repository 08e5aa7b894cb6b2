import type {Study} from "../../schema/study.js";
import type {Database} from "../../store/database.js";
import type {RunFolder} from "../../store/run-folder.js";
import type {ExportCell} from "./export-cells.js";

/** What is exported, and where to: `folder` is there and empty. */
export interface RunExport {
  study: Study;
  run: RunFolder;
  /** Day of the newest completion, ISO 8601. */
  date: string;
  database: Database;
  cells: readonly ExportCell[];
  folder: string;
}
