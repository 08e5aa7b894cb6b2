import {join} from "node:path";
import type {LookResult} from "../../src/metrics/coverage/settled.js";
import type {Adaptive} from "../schema/study/adaptive.js";
import type {RunFolder} from "../store/run-folder.js";
import {writeTextAtomically} from "../store/write-file.js";
import type {StudyLook} from "./study-look.js";

/** What a run says of its looks: adaptive.json, made from the verdicts anew each time. Infinity, "beyond k_max", is null. */
export interface AdaptiveRecord {
  /** Correct completions at which a problem stops, from `stops_from` completions on. */
  successes: number;
  stops_from: number;
  n_max: number;
  /** Why sampling ended: decided, the last look, the budget; or "open" where it goes on. */
  end: "decided" | "last-look" | "budget" | "open";
  looks: {
    n: number;
    completions: number;
    pairs: {benchmark: string; base: string; rl: string; here: RecordedResult; population: RecordedResult}[];
  }[];
}

interface RecordedResult {
  settled: LookResult["settled"];
  k_max: number | null;
  k_star: number | null;
  low: number | null;
  high: number | null;
}

/** Writes the record of a run. */
export async function writeAdaptiveRecord(
  run: RunFolder,
  {rule, most}: Adaptive,
  looks: readonly StudyLook[],
  end: AdaptiveRecord["end"]
): Promise<void> {
  const record: AdaptiveRecord = {
    successes: rule.successes,
    stops_from: rule.first,
    n_max: most,
    end,
    looks: looks.map(({n, completions, pairs}) => ({
      n,
      completions,
      pairs: pairs.map(({look: {here, population}, ...pair}) => ({
        ...pair,
        here: recorded(here),
        population: recorded(population)
      }))
    }))
  };
  await writeTextAtomically(join(run.path, "adaptive.json"), JSON.stringify(record, null, 2) + "\n");
}

function recorded({settled, kMax, crossing: {estimate, low, high}}: LookResult): RecordedResult {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {settled, k_max: finite(kMax), k_star: finite(estimate), low: finite(low), high: finite(high)};
}
