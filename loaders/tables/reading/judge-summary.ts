import {existsSync} from "node:fs";
import {type} from "arktype";
import type {JudgeSummary} from "../../../src/metrics/reading/reading-table.js";
import {readJsonFile} from "../../schema/json-file.js";
import type {RunFolder} from "../../store/run-folder.js";

const judgeSchema = type({source: "string", prompt_sha256: "string"});

/** The judge whose marks a run holds; null where nothing was judged. Throws a UserError that names a file that is no such record. */
export function judgeOf({judgeIdentity: file}: RunFolder): JudgeSummary | null {
  if (!existsSync(file)) return null;
  const {source, prompt_sha256: prompt} = readJsonFile(file, judgeSchema, {
    what: "record of a judge",
    remedy: "restore it from a copy, or move its folder away to judge anew"
  });
  return {model: source, prompt};
}
