import type {EntropyEstimate} from "./entropy-estimate.js";

/** An entropy that was measured on the way. */
export interface Probe extends EntropyEstimate {
  temperature: number;
}

/** How a search ended. */
export interface TemperatureMatch {
  /** `always_below`, `always_above`: the entropy stays on that side of the target at all temperatures tried. */
  outcome: "matched" | "always_below" | "always_above";
  /** The probe whose entropy is nearest to the target; no match unless the outcome says so. */
  nearest: Probe;
  /** All probes, in the order of the search. */
  search: Probe[];
}

/** Temperatures are searched in thousandths, between these: below the first nearly all entropies are 0, a study takes none above the last. */
const lowest = 50;
const highest = 10_000;

/**
 * Finds the temperature, in thousandths, at which an entropy that grows with it meets `target` (nats): doubles or halves
 * `start` until the target lies between two neighbours, then bisects until they are a thousandth apart and takes the nearer
 * one. An entropy of exactly the target counts as above.
 */
export async function matchTemperature(
  target: number,
  start: number,
  entropyAt: (temperature: number) => Promise<EntropyEstimate>
): Promise<TemperatureMatch> {
  const search: Probe[] = [];
  const isBelow = async (thousandths: number): Promise<boolean> => {
    const temperature = thousandths / 1000;
    search.push({temperature, ...(await entropyAt(temperature))});
    return search.at(-1)!.entropy < target;
  };
  const ended = (outcome: TemperatureMatch["outcome"]): TemperatureMatch => ({
    outcome,
    nearest: nearestProbe(search, target),
    search
  });

  let low = clamp(Math.round(1000 * start));
  let high = low;
  if (await isBelow(low)) {
    do {
      if (high === highest) return ended("always_below");
      low = high;
      high = clamp(2 * high);
    } while (await isBelow(high));
  } else {
    do {
      if (low === lowest) return ended("always_above");
      high = low;
      low = clamp(Math.floor(low / 2));
    } while (!(await isBelow(low)));
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isBelow(middle)) low = middle;
    else high = middle;
  }
  return ended("matched");
}

function clamp(thousandths: number): number {
  return Math.min(highest, Math.max(lowest, thousandths));
}

/** The last of the nearest. */
function nearestProbe(search: readonly Probe[], target: number): Probe {
  return search.reduce((best, probe) =>
    Math.abs(probe.entropy - target) <= Math.abs(best.entropy - target) ? probe : best
  );
}
