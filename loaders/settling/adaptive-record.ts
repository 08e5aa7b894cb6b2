import {recordedResult, type RecordedResult} from "../../src/metrics/coverage/recorded-result.js";
import {raisedRule, type Adaptive} from "../schema/study/adaptive.js";
import type {RunFolder} from "../store/run-folder.js";
import {writeTextAtomically} from "../store/write-file.js";
import type {StudyLook} from "./study-look.js";

/** What a run says of its looks: adaptive.json, made from the verdicts anew each time. Infinity, "beyond k_max", is null. */
export interface AdaptiveRecord {
  /** Correct completions at which a problem stops, from `stops_from` completions on. */
  successes: number;
  /** The same where k* is known to lie within what is measured, but not well enough. */
  raised_to: number;
  /** Completions from which on problems stop. */
  stops_from: number;
  /** Completions of a problem at the last planned look. */
  n_max: number;
  /** The largest k at which a crossing is looked for. */
  k_max: number;
  /** Of the intervals that hold at all looks at once. */
  level: number;
  /** Why sampling ended: decided, no problem solved by any policy, the last look, the budget; or "open" where it goes on. */
  end: "decided" | "unsolved" | "last-look" | "budget" | "open";
  /** In their order. */
  looks: RecordedLook[];
}

interface RecordedLook {
  /** Completions of a problem that has not stopped. */
  n: number;
  /** All that were drawn up to this look. */
  completions: number;
  /** What they come to at the last planned look if no problem stops. */
  planned: number;
  /** Every policy beside the one it was trained from, benchmark by benchmark. */
  pairs: RecordedPair[];
}

/** A policy beside the one it was trained from. */
interface RecordedPair {
  /** Id. */
  benchmark: string;
  /** Id. */
  base: string;
  /** Id. */
  rl: string;
  /** Completions of a problem that has not stopped, at the look that the benchmark came to. */
  n: number;
  /** Correct completions at which its problems stop. */
  successes: number;
  /** On these very problems. */
  here: RecordedResult;
  /** For problems like these. */
  population: RecordedResult;
}

/** Writes the record of a run. */
export async function writeAdaptiveRecord(
  run: RunFolder,
  {
    adaptive: {rule, most, aim},
    level,
    looks,
    end
  }: {adaptive: Adaptive; level: number; looks: readonly StudyLook[]; end: AdaptiveRecord["end"]}
): Promise<void> {
  const record: AdaptiveRecord = {
    successes: rule.successes,
    raised_to: raisedRule(rule).successes,
    stops_from: rule.first,
    n_max: most,
    k_max: aim,
    level,
    end,
    looks: looks.map(({n, completions, planned, pairs}) => ({
      ...{n, completions, planned},
      pairs: pairs.map(({look: {here, population}, ...pair}) => ({
        ...pair,
        here: recordedResult(here),
        population: recordedResult(population)
      }))
    }))
  };
  await writeTextAtomically(run.adaptive, JSON.stringify(record, null, 2) + "\n");
}
