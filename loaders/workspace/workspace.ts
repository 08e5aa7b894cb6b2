import {existsSync, readdirSync, realpathSync, statSync} from "node:fs";
import {basename, join, relative, resolve} from "node:path";
import {isRepository, packageFolder} from "./package-folder.js";

/** Where a user's work is. Absolute paths; what is not there yet is made when something is written to it. */
export interface Workspace {
  folder: string;
  studies: string;
  prompts: string;
  benchmarks: string;
  /** Marks that readers gave to chains of thought. */
  annotations: string;
  /** Completions, verdicts and scores, one folder a study. */
  runs: string;
  /** The built report. */
  site: string;
  /** Pictures of every page of the report. */
  screenshots: string;
  /** Pictures of the report for a README; null where there is none to have them. */
  readmePictures: string | null;
  /** What builds work in: may be deleted when none runs. */
  cache: string;
}

/** The workspace in a folder. The repository has its own data in `data/`; every other folder has the user's at its top. */
export function openWorkspace(folder: string): Workspace {
  const top = resolve(folder);
  const isOwn = isRepository && existsSync(top) && realpathSync(top) === packageFolder;
  const data = isOwn ? join(top, "data") : top;
  return {
    folder: top,
    studies: join(data, "studies"),
    prompts: join(data, "prompts"),
    benchmarks: join(data, "benchmarks"),
    annotations: join(data, "annotations"),
    runs: join(data, "runs"),
    site: join(top, "dist"),
    screenshots: join(top, isOwn ? "test/screenshots" : "screenshots"),
    readmePictures: isOwn ? join(top, "docs") : null,
    cache: isOwn ? join(top, "src/.observablehq") : join(top, "cache")
  };
}

/** Studies that come with the tool. */
const packageStudies = join(packageFolder, "data/studies");

/**
 * The file of a study that a user names: a path relative to the current folder, or a name that is looked for in the workspace
 * and then among the studies of the tool. Null for a name that neither has.
 */
export function findStudy(name: string, workspace: Workspace): string | null {
  if (basename(name) !== name || /\.ya?ml$/.test(name) || isFile(name)) return name;
  const files = [workspace.studies, packageStudies].map((folder) => join(folder, `${name}.yaml`));
  const file = files.find(isFile);
  return file === undefined ? null : shownPath(file);
}

/** Names that `findStudy` knows in a workspace, each once. */
export function studyNames({studies}: Workspace): string[] {
  const names = [studies, packageStudies].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder) : []
  );
  const yaml = names.filter((name) => name.endsWith(".yaml")).map((name) => basename(name, ".yaml"));
  return [...new Set(yaml)].sort();
}

/**
 * The absolute path of what a study file names, relative to that file. What is not there but is at the same place beside the
 * tool's own studies is the tool's, so that a copy of such a study works anywhere: `../models/countdown-base`.
 */
export function studyPath(file: string, path: string): string {
  const own = resolve(file, "..", path);
  const packaged = resolve(packageStudies, path);
  return !existsSync(own) && existsSync(packaged) ? packaged : own;
}

/** Tells this process and its children where a workspace has its fetched public sets, for studies that lie elsewhere. */
export function useFetched({benchmarks}: Pick<Workspace, "benchmarks">): void {
  process.env.BOUNDARY_FETCHED = join(benchmarks, "fetched");
}

/**
 * The file of a fetched public set that a study reads: in the workspace, beside the study's folder, in it, or the tool's own; the
 * first of these places where none has it.
 */
export function fetchedFile(study: string, set: string, name: string): string {
  const beside = ["../../benchmarks", "../benchmarks"].map((path) => resolve(study, path, "fetched"));
  const told = process.env.BOUNDARY_FETCHED;
  const folders = [
    ...(told === undefined ? [] : [told]),
    ...beside,
    join(packageFolder, "data/benchmarks/fetched")
  ];
  const files = folders.map((folder) => join(folder, set, name));
  return files.find(isFile) ?? files[0]!;
}

/** Folders of prompt templates that a study can name: the one beside its own folder, then the tool's. */
export function promptFolders(file: string): string[] {
  return [resolve(file, "../../prompts"), join(packageFolder, "data/prompts")];
}

/** A path for people: relative to the current folder if it is below it. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") ? path : short;
}

function isFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() === true;
}
