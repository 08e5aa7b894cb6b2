import type {Policy, Study} from "../../../schema/study.js";
import type {ReportManifest} from "../../identity/report-manifest.js";
import type {CellResult} from "../cell-results.js";
import {benchmarkSource} from "./benchmark-source.js";
import {modelSource} from "./model-source.js";
import {shippedModels} from "./shipped.js";
import {OWN_LICENCE, type Source} from "./source.js";

/** The problems and models that a study's data come from. */
export interface StudySources {
  benchmarks: readonly Source[];
  models: readonly Source[];
  /** Whether all of it is under the licence of this tool. */
  isOwn: boolean;
}

/** The sources of the benchmarks and policies that have results. */
export async function studySources(
  study: Study,
  results: readonly CellResult[],
  manifest: ReportManifest
): Promise<StudySources> {
  const has = (what: "benchmark" | "policy", id: string): boolean =>
    results.some((result) => result[what].id === id);
  const benchmarks = study.benchmarks.filter(({id}) => has("benchmark", id)).map(benchmarkSource);
  const shipped = await shippedModels();
  const models = study.policies
    .filter(({id}) => has("policy", id))
    .map((policy: Policy) => modelSource(policy, manifest, shipped));
  const all = {benchmarks: merged(benchmarks), models: merged(models)};
  return {
    ...all,
    isOwn: [...all.benchmarks, ...all.models].every(({licence}) => licence === OWN_LICENCE)
  };
}

/** Sources that differ in nothing but their ids, as one. */
function merged(sources: readonly Source[]): Source[] {
  const groups = new Map<string, Source>();
  for (const {ids, ...source} of sources) {
    const key = JSON.stringify(source);
    groups.set(key, {...source, ids: [...(groups.get(key)?.ids ?? []), ...ids]});
  }
  return [...groups.values()];
}
