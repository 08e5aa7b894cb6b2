import {contents} from "./contents.js";
import type {PaperExperiment} from "./page-entry.js";

type Entry = (typeof contents)[number]["experiments"][number];

type PaperEntry = Exclude<Entry, {kind: "own" | "control"}>;

/** Id of a row of the paper. */
export type PaperRowId = PaperEntry["id"];

/** What an experiment of a study can be: a row of the paper that a study names, a control, or a question of ours. */
export type ExperimentId = Exclude<Entry, {kind: "derived"}>["id"];

const entries: readonly Entry[] = contents.flatMap<Entry>(({experiments}) => experiments);

/** The rows of the paper, in the order of the argument. */
export const paperExperiments: readonly (PaperExperiment & {id: PaperRowId})[] = entries.flatMap((entry) =>
  entry.kind === "own" || entry.kind === "control" ? [] : [entry]
);

/** Every experiment that a study can name, in the order of the argument. */
export const experimentIds: readonly ExperimentId[] = entries.flatMap((entry) =>
  entry.kind === "derived" ? [] : [entry.id]
);

/** Experiments that compare a base with its RL policy, one for each domain. */
export const domainExperiments: readonly string[] = entries.flatMap(({id, kind}) =>
  kind === "domain" ? [id] : []
);
