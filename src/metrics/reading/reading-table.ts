import type {Mark} from "../study/annotation.js";
import type {ReadingText, ReadingUnit} from "./reading-unit.js";

/** A correct text to read: sample index, place in the random order and, where a judge read it, what it says. */
type PackedText = [sampleIndex: number, place: number, judge?: Mark];

/** Which judge's marks a report holds. */
export interface JudgeSummary {
  /** Identity of the model. */
  model: string;
  /** SHA-256 of the text that it was asked. */
  prompt: string;
}

/** What is to be read of one policy on a benchmark. */
export interface PolicyReading {
  benchmark: string;
  policy: string;
  /** Number of draws that the order is made for: the largest that all problems have. */
  k: number;
  /** Its problems, each with the texts that are to be read of it. */
  units: (Omit<ReadingUnit, "texts"> & {texts: PackedText[]})[];
}

/** src/data/reading.json: what there is to read, in which order. */
export interface ReadingTable {
  /** Null where no judge was asked. */
  judge: JudgeSummary | null;
  policies: PolicyReading[];
}

/** What is to be read of a policy on a benchmark; empty where nothing is. */
export function readingUnits(
  {policies}: Pick<ReadingTable, "policies">,
  benchmark: string,
  policy: string
): ReadingUnit[] {
  const found = policies.find((one) => one.benchmark === benchmark && one.policy === policy);
  return (found?.units ?? []).map((unit) => ({...unit, texts: unit.texts.map(unpackedText)}));
}

function unpackedText([sampleIndex, place, judge]: PackedText): ReadingText {
  return {sample_index: sampleIndex, place, judge: judge ?? null};
}

/** The inverse of what `readingUnits` does to a text. */
export function packedText({sample_index, place, judge}: ReadingText): PackedText {
  return judge === null ? [sample_index, place] : [sample_index, place, judge];
}
