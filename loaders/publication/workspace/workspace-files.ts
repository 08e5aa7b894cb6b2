import {existsSync, readdirSync, readFileSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {readStudy, type Study} from "../../schema/study.js";
import {PARTIAL_COUNTS} from "../../store/run-folder.js";
import {publicRecord} from "./public-record.js";
import {relocateStudy} from "./relocated-study.js";

/** What a report is built from. */
export interface ReportSource {
  /** Study file. */
  study: string;
  /** Folder of the runs. */
  runs: string;
  /** Completions per problem, instead of the study's. */
  n?: number | undefined;
  /** Folder of marks that readers gave. */
  annotations?: string | undefined;
}

/** A workspace from which a report can be built anew, by the places in it: files that are there, and texts that are not. */
export interface WorkspaceFiles {
  /** Place of the study. */
  study: string;
  files: ReadonlyMap<string, string>;
  texts: ReadonlyMap<string, string>;
}

/**
 * The study, the files that it names, its run, those of published numbers that it shows, and the marks of readers on it. Weights
 * of models, raw files of imports, folders of this machine and addresses of servers are left out.
 */
export function workspaceFiles({study: file, runs, n, annotations}: ReportSource): WorkspaceFiles {
  const study = readStudy(file, n);
  const place = `studies/${study.id}.yaml`;
  const listed: Listed = {files: new Map(), texts: new Map()};
  addStudy(file, place, runs, listed);
  for (const {registered, problems} of study.benchmarks)
    if (registered !== undefined) addSet(registered, problems, listed);
  if (annotations !== undefined) addFolder(join(annotations, study.id), `annotations/${study.id}`, listed);
  return {study: place, ...listed};
}

interface Listed {
  files: Map<string, string>;
  texts: Map<string, string>;
}

function addStudy(file: string, place: string, runs: string, listed: Listed): void {
  const {text, files, studies} = relocateStudy(file);
  listed.texts.set(place, text);
  for (const [name, each] of files) listed.files.set(name, each);
  addRun(runs, readStudy(file), listed);
  for (const [name, each] of studies) addStudy(each, name, runs, listed);
}

function addRun(runs: string, {id}: Study, listed: Listed): void {
  const place = `runs/${id}`;
  addFolder(join(runs, id), place, listed);
  for (const [name, file] of listed.files) {
    if (!name.startsWith(`${place}/imports/`)) continue;
    listed.files.delete(name);
    listed.texts.set(name, publicRecord(readFileSync(file, "utf8")));
  }
}

/** The problems of a registered public set, with its licence. */
function addSet(set: string, problems: string, listed: Listed): void {
  addFolder(
    dirname(problems),
    `benchmarks/fetched/${set}`,
    listed,
    (name) => name === basename(problems) || /^licen[cs]e/i.test(name)
  );
}

/** What lies in a folder, without locks, partial counts and what is being written. */
function addFolder(
  folder: string,
  place: string,
  listed: Listed,
  isWanted: (name: string) => boolean = () => true
): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    const {name} = entry;
    if (name.startsWith(".") || /^lock-.*\.json$/.test(name)) continue;
    if (entry.isDirectory() && name === PARTIAL_COUNTS) continue;
    if (entry.isDirectory()) addFolder(join(folder, name), `${place}/${name}`, listed, isWanted);
    else if (isWanted(name)) listed.files.set(`${place}/${name}`, join(folder, name));
  }
}
