import {percent} from "../shared/format.js";

/** What an import brought for one policy and benchmark, as far as its line says it. */
export interface ImportedSummary {
  policy: string;
  benchmark: string;
  /** Ids of the formats of its files, with commas. */
  format: string;
  problems: number;
  /** Of bare counts the tries. */
  completions: number;
  /** Completions that say the same as an earlier one of their problem. */
  identical_repeats: number;
  /** By verifier. */
  verdicts: Readonly<Record<string, {n: number; pass_at_1: number}>>;
  /** Rows that became no completion. */
  skipped: number;
}

/** The line that `npm run import` and the page of a reader's own samples say of an import. */
export function importedText(summary: ImportedSummary): string {
  const {
    policy,
    benchmark,
    format,
    problems,
    completions,
    identical_repeats: same,
    verdicts,
    skipped
  } = summary;
  const judged = Object.entries(verdicts).map(
    ([verifier, {n, pass_at_1}]) => `${verifier} pass@1 ${percent(pass_at_1).replace("%", " %")} (n ${n})`
  );
  const parts = [
    `${problems} problems, ${completions} completions`,
    ...(same > 0 ? [`${same} identical repeats`] : []),
    ...judged,
    ...(skipped > 0 ? [`${skipped} rows skipped`] : [])
  ];
  return `${policy} on ${benchmark} (${format}): ${parts.join("; ")}`;
}
