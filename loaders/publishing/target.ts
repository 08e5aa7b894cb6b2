import type {ReportManifest} from "../publication/identity/report-manifest.js";
import type {Artefact} from "./artefact.js";
import type {HostLimits} from "./host-limits.js";

/** What lies where a report is to be published: nothing, a report, or something that is none. */
export type Published =
  {kind: "nothing"} | {kind: "report"; manifest: ReportManifest} | {kind: "other"; what: string};

export interface PushOptions {
  site: Artefact;
  /** Null: not published here. */
  dataset: Artefact | null;
  manifest: ReportManifest;
  signal: AbortSignal;
  /** Told each step as it begins. */
  onStep: (step: string) => void;
  onProgress: (done: number, total: number) => void;
}

/** What a push has done to one artefact. */
export interface Pushed {
  kind: Artefact["kind"];
  /** Where it is now, for people. */
  place: string;
  /** Files that were sent, that were taken away, and that were there already. */
  sent: number;
  removed: number;
  kept: number;
  /** Bytes that were sent. */
  bytes: number;
  /** The commit or version; null where nothing changed or the host has none. */
  version: string | null;
}

/** A host that a report is published on. Nothing of it connects before `published` or `push`. */
export interface PublishTarget {
  /** What people call it, with its place. */
  name: string;
  /** Path that the site is served under. */
  base: string;
  /** Address of the site's root; null where it is not known. */
  origin: string | null;
  /** Where the site is, for the data set to say: an address or a path from it. */
  siteFromDataset: string | null;
  /** Whether links between pages must name files: the host serves no `/methods` for `methods.html`. */
  namesPages: boolean;
  limits: {site: HostLimits; dataset: HostLimits};
  /** Throws a UserError where something is missing that a push needs, such as a token. Connects to nothing. */
  ready: () => void;
  published: (signal: AbortSignal) => Promise<Published>;
  /** Replaces what is there by both artefacts. Until it is whole, readers see what was there. */
  push: (options: PushOptions) => Promise<Pushed[]>;
}
