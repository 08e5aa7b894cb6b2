import {parsePythonJson} from "../../files/python-json.js";
import {fileText, namedFile, plainName, type RawFile} from "../../files/raw-file.js";
import type {ForeignVerdict} from "../../raw-row.js";
import {asObject, at, correctOf, listOf, textOr} from "../../values.js";

/** The verdicts on one repeat of a problem, by their places in the set. */
export type Details = (problem: number, repeat: number) => ForeignVerdict[];

const MOST_BYTES = 256 << 20;
const NAMES = ["correct", "is_correct", "cascade_correct"];

/**
 * What the results file that goes with predictions says of each: a list of details, or an object with an entry a problem; of
 * several repeats each field is a list. None where there is no such file, or it has other details.
 */
export async function detailVerdicts(
  file: RawFile,
  files: readonly RawFile[],
  size: number
): Promise<Details> {
  const details = await readDetails(file, files);
  // Details of another number of problems would be given to the wrong ones.
  if (details?.length !== size) return () => [];
  return (problem, repeat) => {
    const detail = asObject(details[problem]) ?? {};
    return NAMES.flatMap((name): ForeignVerdict[] => {
      if (!Object.hasOwn(detail, name)) return [];
      const one = (value: unknown): unknown => (listOf(value) === null ? value : at(value, repeat));
      const value = one(detail[name]);
      const extracted = one(detail.pred ?? detail.prediction);
      return [
        {metric: name, correct: correctOf(value), value, extracted: textOr(extracted), scope: "completion"}
      ];
    });
  };
}

async function readDetails(file: RawFile, files: readonly RawFile[]): Promise<readonly unknown[] | null> {
  const name = file.name.replace(/(^|\/)predictions\//, "$1results/");
  const found = name === file.name ? undefined : namedFile(plainName(name), files);
  if (found === undefined) return null;
  try {
    const {details} = asObject(parsePythonJson(await fileText(found, MOST_BYTES))) ?? {};
    return listOf(details) ?? entriesByNumber(details);
  } catch {
    return null;
  }
}

function entriesByNumber(details: unknown): unknown[] | null {
  const byNumber = asObject(details);
  if (byNumber === null) return null;
  const numbers = Object.keys(byNumber).filter((key) => /^\d+$/.test(key));
  const isWhole = numbers.every((key) => Number(key) < numbers.length);
  return isWhole ? numbers.map((key) => byNumber[key]) : null;
}
