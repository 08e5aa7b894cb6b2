import {type} from "arktype";
import {readJsonFile} from "../../schema/json-file.js";
import {MANIFEST_FORMAT, type ReportManifest} from "./report-manifest.js";

const hash = type(/^[0-9a-f]{64}$/);
/** A path below a folder, which no other may come out of. */
const PLACE = /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\\0]+$/;

const schema = type({
  format: type.unit(MANIFEST_FORMAT),
  identity: hash,
  report: {
    study: /^[a-z0-9][a-z0-9._-]*$/,
    title: "string",
    n: "number.integer > 0 | null",
    date: "string | null"
  },
  policies: "unknown[]",
  verifiers: "Record<string, number>",
  seeds: {completions: "number", bootstrap: "number"},
  requests: {failed_attempts: "Record<string, number>", given_up: "Record<string, number>"},
  provenance: "Record<string, string>",
  workspace: type({"[string]": {bytes: "number.integer >= 0", sha256: hash}}),
  tables: type({"[string]": hash}),
  tool: "Record<string, string>",
  dataset: "string | null",
  "site?": "string"
}).narrow((manifest, context) => {
  const wrong = [...Object.keys(manifest.workspace), ...Object.keys(manifest.tables)].find(
    (name) => !PLACE.test(name)
  );
  return wrong === undefined ? true : context.reject(`of files below a folder, not ${JSON.stringify(wrong)}`);
});

/** The manifest in a file. Throws a UserError that names a file which is none, or which names files outside of its folder. */
export function readReportManifest(file: string): ReportManifest {
  return readJsonFile(file, schema, {
    what: "manifest of a report",
    remedy: "build or publish the report again"
  }) as ReportManifest;
}
