import type {SiteParts} from "../../metrics/study/site-parts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {benchmarkLabel} from "./benchmark-label.js";
import {bytes, whole} from "./format.js";

/** What pages say of the data that a site has and leaves out. */
export interface PartsText {
  /** Of the table `completions`, as far as the site has it: `32 MB`. */
  size: string;
  /** Which completions the site leaves out of the table, in a sentence; empty where it has all. */
  completions: string;
  /** Of how many problems the site leaves out what policies wrote, in sentences; empty where it has all. */
  texts: string;
  /** How many benchmarks have no completions in the site: `3 of 8 benchmarks`; null where all have. */
  missing: string | null;
}

/** What pages say of the parts of a site. */
export function partsText(parts: SiteParts, study: Pick<StudySummary, "benchmarks">): PartsText {
  return {
    size: bytes(parts.completions.reduce((sum, part) => sum + part.bytes, 0)),
    completions: completionsLeftOut(parts, study),
    texts: textsLeftOut(parts, study),
    missing: missingCompletions(parts)
  };
}

function missingCompletions({withoutCompletions: left, completions}: SiteParts): string | null {
  if (left.length === 0) return null;
  const here = new Set(completions.flatMap(({benchmark}) => benchmark ?? []));
  const all = left.length + here.size;
  return `${whole(left.length)} of ${whole(all)} ${all === 1 ? "benchmark" : "benchmarks"}`;
}

function completionsLeftOut(parts: SiteParts, study: Pick<StudySummary, "benchmarks">): string {
  const {withoutCompletions: left} = parts;
  const missing = missingCompletions(parts);
  if (missing === null) return "";
  const rows = left.reduce((sum, each) => sum + each.rows, 0);
  const size = left.reduce((sum, each) => sum + each.bytes, 0);
  const names = left.map(({benchmark}) => benchmarkLabel(study, benchmark)).join(", ");
  return `Completions of ${missing} are in the report’s data set, not on this site${limit(parts)}: ${names} (${whole(rows)} rows, ${bytes(size)}). A query over completions does not see them.`;
}

function textsLeftOut(parts: SiteParts, study: Pick<StudySummary, "benchmarks">): string {
  const left = parts.withoutTexts;
  if (left.length === 0) return "";
  const counts = left.map(({benchmark, problemIds}) => {
    const all = study.benchmarks.find((each) => each.benchmark === benchmark)?.problems ?? problemIds.length;
    return `${benchmarkLabel(study, benchmark)} ${whole(problemIds.length)} of ${whole(all)}`;
  });
  return (
    `What policies wrote on some problems is in the report’s data set, not on this site${limit(parts)}: ${counts.join(", ")} problems. ` +
    `Those solved rarely, or by one of a model and its base alone, were kept first.`
  );
}

function limit({siteBytes}: SiteParts): string {
  return siteBytes === null ? "" : `, which keeps to ${bytes(siteBytes)}`;
}
