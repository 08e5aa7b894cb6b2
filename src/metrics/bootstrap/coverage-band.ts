import {band, type Band, type BandOptions} from "./band.js";
import type {PairedBootstrap} from "./paired-bootstrap.js";

/** Coverage of one policy (an index into the table's policies), with a pointwise bootstrap interval over problems. */
export function coverageBand(bootstrap: PairedBootstrap, policy: number, options: BandOptions = {}): Band {
  const {table, replicates, estimates, means} = bootstrap;
  const {problems, ks, values} = table;
  return band(bootstrap, options, (j) => {
    const column = policy * ks.length + j;
    return {
      estimate: estimates[column]!,
      replicates: means.subarray(column * replicates, (column + 1) * replicates),
      problems: () => values.subarray(column * problems, (column + 1) * problems)
    };
  });
}
