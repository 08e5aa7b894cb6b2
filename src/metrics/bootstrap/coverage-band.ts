import {clusterValues} from "../statistics/cluster-values.js";
import {meanInterval} from "../statistics/mean-interval.js";
import {band, type Band, type BandOptions} from "./band.js";
import type {PairedBootstrap} from "./paired-bootstrap.js";

/** Coverage of one policy (an index into the table's policies), with a pointwise interval over problems. */
export function coverageBand(bootstrap: PairedBootstrap, policy: number, options: BandOptions = {}): Band {
  const {table, replicates, estimates, means} = bootstrap;
  const {problems, ks, values} = table;
  return band(bootstrap, options, (j) => {
    const column = policy * ks.length + j;
    const own = values.subarray(column * problems, (column + 1) * problems);
    return {
      estimate: estimates[column]!,
      replicates: means.subarray(column * replicates, (column + 1) * replicates),
      score: (level) => meanInterval(clusterValues(own, bootstrap.clusters), level),
      problems: () => own
    };
  });
}
