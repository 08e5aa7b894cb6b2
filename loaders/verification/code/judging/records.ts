import type {Judgement, Reason} from "../../../schema/verdict.js";
import type {JobResult} from "../sandbox/frames.js";
import {missingLibrary} from "./libraries.js";

/** What a verifier says of a program; the program itself is added by `createCodeVerifier`. */
export type ProgramJudgement = Omit<Judgement, "extracted">;

/** The judgement of a program that passed; `rule` says what. */
export function correct(rule: string): ProgramJudgement {
  return {verdict: "correct", reason: null, rule};
}

/** The judgement of a program that is wrong, whatever kept it from passing. */
export function incorrect(reason: Reason, rule: string): ProgramJudgement {
  return {verdict: "incorrect", reason, rule};
}

/** The judgement where the reference, the check or a library fails: it says nothing about the program. */
export function verifierError(rule: string): ProgramJudgement {
  return {verdict: "error", reason: "verifier_error", rule};
}

export interface ProgramRecord {
  word: string;
  detail: string;
}

/** A job's records (see runner.py). Whatever the program wrote: words and details may be anything. */
export function parseRecords(text: string): ProgramRecord[] {
  const lines = text.split("\n");
  // Text after the last newline is a record that the program's end cut short.
  lines.pop();
  return lines.map((line) => {
    const space = line.indexOf(" ");
    return space === -1
      ? {word: line, detail: ""}
      : {word: line.slice(0, space), detail: line.slice(space + 1)};
  });
}

/** The outputs before a failure, and what the failure means. */
export interface FailedOutputs {
  failure: ProgramJudgement;
  outputs: string[];
}

/**
 * The outputs of a job that was to make `count` calls, if it made them all and ended as it should; otherwise why it did not. Exactly `count` `ok`
 * records, then one `end`, then nothing; anything else is incorrect. `program` is the text that ran.
 */
export function outputsOf(
  result: JobResult,
  count: number,
  program: string
): {outputs: string[]} | FailedOutputs {
  const records = parseRecords(result.records);
  const firstOther = records.findIndex(({word}) => word !== "ok");
  const returned = firstOther === -1 ? records.length : firstOther;
  const last = firstOther === -1 ? undefined : records[firstOther];
  const outputs = records.slice(0, Math.min(count, returned)).map(({detail}) => detail);
  const isWhole =
    result.ending === "exited" &&
    result.code === 0 &&
    returned === count &&
    records.length === count + 1 &&
    last?.word === "end";
  if (isWhole) return {outputs};
  return {failure: endingFailure(result) ?? recordFailure(last, returned, program), outputs};
}

/** Why a job that did not end by itself failed; null if it did. */
export function endingFailure({
  ending,
  code,
  cpuMilliseconds,
  wallMilliseconds,
  memoryKib
}: JobResult): ProgramJudgement | null {
  switch (ending) {
    case "cpu_timeout":
      return incorrect("timeout", `stopped after ${seconds(cpuMilliseconds)} s of processor time`);
    case "wall_timeout":
      return incorrect("timeout", `stopped after ${seconds(wallMilliseconds)} s`);
    case "output_limit":
      return incorrect("output_limit", "wrote more than the output limit");
    case "memory_limit":
      return incorrect("memory", `held ${Math.round(memoryKib / 1024)} MiB in all its processes`);
    case "signalled":
      return incorrect("crash", `killed by signal ${code}`);
    case "lost":
      return incorrect("crash", "ended its sandbox, twice");
    case "exited":
      return null;
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}

function recordFailure(
  record: ProgramRecord | undefined,
  returned: number,
  program: string
): ProgramJudgement {
  const name = /^\w{1,80}$/.test(record?.detail ?? "") ? record!.detail : "something";
  switch (record?.word) {
    case "missing":
      return incorrect("no_answer", "the program does not define the function");
    case "load":
      return incorrect(name === "MemoryError" ? "memory" : "crash", `loading raised ${name}`);
    case "lacks": {
      const missing = missingLibrary(name, program);
      return missing === null ? incorrect("crash", `there is no module ${name}`) : verifierError(missing);
    }
    case "raise":
      return incorrect(name === "MemoryError" ? "memory" : "crash", `test ${returned + 1} raised ${name}`);
    case undefined:
      return incorrect("crash", `the program left after ${returned} recorded tests`);
    default:
      return incorrect("crash", `wrong records after test ${returned}`);
  }
}
