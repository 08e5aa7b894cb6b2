import type {PolicySet} from "../../metrics/counts/policy-sets.js";
import {listText, whole} from "../shared/format.js";

/** Whether no policy of a set solved any of its problems: its histogram is one bar. */
export function neverSolved({members}: PolicySet): boolean {
  return members.every(({counts}) => counts.every(({c}) => c === 0));
}

/** What stands in the place of histograms of problems that nobody solves, a sentence for each benchmark; empty where there are none. */
export function neverSolvedText(sets: readonly PolicySet[]): string {
  const benchmarks = [...new Set(sets.map(({benchmark}) => benchmark.label))];
  return benchmarks
    .map((label) => {
      const own = sets.filter(({benchmark}) => benchmark.label === label);
      const names = [...new Set(own.flatMap(({members}) => members.map(({policy}) => policy.label)))];
      const who = names.length > 4 ? `the ${whole(names.length)} policies` : listText(names);
      return `${label}: all ${whole(own[0]!.members[0]!.counts.length)} problems are in “never” for ${who}.`;
    })
    .join(" ");
}
