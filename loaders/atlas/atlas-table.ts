import {join} from "node:path";
import {paperReport, paperRows, type PaperReference} from "../../src/findings/training/paper-rows.js";
import type {AtlasReport, AtlasRow, AtlasTable} from "../../src/metrics/atlas/atlas-row.js";
import {reportRows} from "../../src/metrics/atlas/report-rows.js";
import {publishedTables} from "../recomputing/published-tables.js";
import {isUrl} from "../recomputing/open-publication.js";
import {UserError} from "../schema/user-error.js";
import {atlasTables, checkReportTables} from "./report-schema.js";

/** What an atlas holds of its reports. */
export type AtlasRows = Pick<AtlasTable, "reports" | "rows">;

export interface AtlasOptions {
  title: string;
  /** Numbers that the paper prints, as data/reference/paper.json has them; null leaves them out. */
  paper: PaperReference | null;
  /** Rows of reports that were read before, such as data/reference/atlas.json has them; not those of a report that is given. */
  known?: AtlasRows | null;
  /** For downloads. */
  folder: string;
  onReport?: (place: string) => void;
}

/**
 * The table of an atlas over published reports. A place is a folder or an address; `FOLDER=ADDRESS` reads the one and leads readers
 * to the other. Throws a UserError for what is no published report, and for one that is given twice.
 */
export async function readAtlas(
  places: readonly string[],
  {title, paper, known = null, folder, onReport = () => undefined}: AtlasOptions
): Promise<AtlasTable> {
  const reports: AtlasReport[] = [];
  const rows: AtlasRow[] = [];
  for (const [i, given] of places.entries()) {
    const {place, address} = readPlace(given);
    onReport(place);
    const {manifest, tables} = await publishedTables(place, atlasTables, join(folder, String(i)));
    const {identity, report} = manifest;
    if (reports.some((other) => other.identity === identity))
      throw new UserError(
        `${place}: the report ${identity.slice(0, 12)} is given twice: it would count as two`
      );
    const own = ownRows(place, identity.slice(0, 12), tables);
    reports.push({...{id: identity.slice(0, 12), title: report.title, identity}, date: report.date, address});
    rows.push(...own);
  }
  const given = new Set(reports.map(({id}) => id));
  reports.push(...(known?.reports ?? []).filter(({id}) => !given.has(id)));
  rows.push(...(known?.rows ?? []).filter(({report}) => !given.has(report)));
  if (paper === null) return {title, reports, rows};
  return {title, reports: [...reports, paperReport], rows: [...rows, ...paperRows(paper)]};
}

function ownRows(place: string, id: string, tables: ReadonlyMap<string, unknown>): AtlasRow[] {
  try {
    const rows = reportRows(id, checkReportTables(place, tables));
    if (rows.length > 0) return rows;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(`${place}: its tables do not fit together: ${error.message}`, {cause: error});
  }
  throw new UserError(
    `${place}: no pair in it: an atlas takes reports in which a policy stands beside the one that it was trained from, in mathematics, code or visual reasoning`
  );
}

function readPlace(given: string): {place: string; address: string | null} {
  const [, folder, address] = /^(.+?)=(https?:\/\/.+)$/.exec(given) ?? [];
  if (folder !== undefined && !isUrl(given)) return {place: folder, address: address!};
  return {place: given, address: isUrl(given) ? given : null};
}
