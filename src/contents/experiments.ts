import {contents, type PaperExperiment} from "./contents.js";

type Entry = (typeof contents)[number]["experiments"][number];

/** Id of a row of the paper. */
export type PaperRowId = Exclude<Entry, {kind: "control"}>["id"];

/** What an experiment of a study can be: a row of the paper that a study names, or a control. */
export type ExperimentId = Exclude<Entry, {kind: "derived"}>["id"];

const entries: readonly Entry[] = contents.flatMap<Entry>(({experiments}) => experiments);

/** The rows of the paper, in the order of the argument. */
export const paperExperiments: readonly (PaperExperiment & {id: PaperRowId})[] = entries.flatMap((entry) =>
  entry.kind === "control" ? [] : [entry]
);

/** Every experiment that a study can name, in the order of the argument. */
export const experimentIds: readonly ExperimentId[] = entries.flatMap((entry) =>
  entry.kind === "derived" ? [] : [entry.id]
);

/** Experiments that compare a base with its RL policy, one for each domain. */
export const domainExperiments: readonly string[] = entries.flatMap(({id, kind}) =>
  kind === "domain" ? [id] : []
);
