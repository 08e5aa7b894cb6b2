import {Archive} from "../../files/archive.js";
import {parsePythonJson} from "../../files/python-json.js";
import {fileBytes, type RawFile} from "../../files/raw-file.js";
import {skippedRow, type RawRow} from "../../raw-row.js";
import {ownRows} from "../own-rows.js";
import {archivedSamples, isSampleError} from "./archived-samples.js";
import {inspectLog, missingRows, type InspectLog} from "./log-header.js";
import {sampleRow} from "./sample-row.js";

/** A log in another archive is held in memory. */
const MOST_INNER_BYTES = 1 << 30;

/** The rows of a packed log, `.eval`: a sample each. */
export async function* archivedRows(file: RawFile): AsyncGenerator<readonly RawRow[]> {
  const archive =
    file.inner === null
      ? await Archive.open(file.path)
      : await Archive.ofBytes(await fileBytes(file, MOST_INNER_BYTES), file.name);
  try {
    const log = await archivedLog(archive);
    if (log.own !== null) yield ownRows(file, log.task, log.own);
    const found = new Set<string>();
    let line = 0;
    for await (const sample of archivedSamples(archive)) {
      const place = {file: file.name, line: ++line};
      found.add(`${sample.id}\0${sample.epoch}`);
      yield [
        isSampleError(sample)
          ? skippedRow(place, "a sample that cannot be read", sample.error)
          : sampleRow(sample.value, log, place)
      ];
    }
    yield missingRows(log, found, {file: file.name, line: line + 1});
  } finally {
    archive.close();
  }
}

/** A log that was not finished has no header; what began it is in its journal. */
async function archivedLog(archive: Archive): Promise<InspectLog> {
  const name = ["header.json", "_journal/start.json"].find((entry) => archive.has(entry));
  if (name === undefined) return inspectLog({}, false);
  return inspectLog(parsePythonJson(await archive.text(name)), name === "header.json");
}
