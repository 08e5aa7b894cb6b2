import {
  importStudy,
  type ImportStudyOptions,
  type PolicyImport
} from "../../loaders/importing/import-study.js";
import {withLock} from "../../loaders/store/folder-lock.js";

/** Imports a study's samples today, while the run is locked. */
export function lockedImport(options: Omit<ImportStudyOptions, "date">): Promise<PolicyImport[]> {
  const date = new Date().toISOString().slice(0, 10);
  return withLock(options.run.path, "import", () => importStudy({...options, date}));
}
