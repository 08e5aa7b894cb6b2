import {existsSync, readFileSync, statSync} from "node:fs";
import {basename, dirname, extname, join} from "node:path";
import {parseDocument, type Document} from "yaml";
import {isModulePath} from "../../schema/study/module-path.js";
import {studyPath} from "../../workspace/workspace.js";
import {problemPictures} from "./problem-pictures.js";

/** A study file whose paths hold in a workspace of its own, and what has to lie there. */
export interface RelocatedStudy {
  /** The YAML. */
  text: string;
  /** Place in the workspace to the file that belongs there. */
  files: ReadonlyMap<string, string>;
  /** Files of studies of published numbers that it names, by their place. */
  studies: ReadonlyMap<string, string>;
}

/** Stands where a study names a server: whoever reads a publication has another one. */
const ANY_SERVER = "http://127.0.0.1:8000/v1";

type Path = (string | number)[];

/**
 * Rewrites the study `file` for a workspace in which it lies in `studies/`: what it names by path comes to lie in the workspace's
 * folders, each file under its own name, made unique. Samples that were imported are named by their file names alone: the run has
 * what they held. Addresses of servers become that of any. Comments stay.
 */
export function relocateStudy(file: string): RelocatedStudy {
  return new Relocation(file).study();
}

class Relocation {
  private readonly files = new Map<string, string>();
  private readonly studies = new Map<string, string>();
  private readonly document: Document;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
    this.document = parseDocument(readFileSync(file, "utf8"));
  }

  study(): RelocatedStudy {
    for (const path of [["notes"], ["notes", "about"], ["notes", "limits"]]) this.note(path);
    this.rewrite(["published"], (name) => this.published(name));
    for (const path of this.items(["experiments"])) this.note([...path, "notes"]);
    for (const path of this.items(["benchmarks"])) this.benchmark(path);
    for (const path of this.items(["policies"])) this.policy(path);
    this.prompt(["prompt"]);
    this.judge();
    return {text: this.document.toString({lineWidth: 0}), files: this.files, studies: this.studies};
  }

  private benchmark(path: Path): void {
    this.note([...path, "notes"]);
    this.prompt([...path, "prompt"]);
    this.rewrite([...path, "problems"], (name) => this.problems(name));
    this.verifier([...path, "verifier"]);
    for (const audit of this.items([...path, "audit"])) this.verifier(audit);
  }

  private judge(): void {
    this.rewrite(["judge", "url"], () => ANY_SERVER);
    this.rewrite(["judge", "prompt"], (name) => this.copy(name, "prompts"));
    this.verifier(["judge", "verifier"]);
  }

  /** A file of problems, with the pictures that they name in a folder with it. */
  private problems(name: string): string | null {
    const source = studyPath(this.file, name);
    if (!statSync(source, {throwIfNoEntry: false})?.isFile()) return null;
    const pictures = problemPictures(source);
    if (pictures.size === 0) return this.copy(name, "benchmarks");
    const place = this.copy(name, `benchmarks/${basename(source, ".jsonl")}`)!;
    for (const [picture, file] of pictures) this.add(file, join(dirname(place.slice("../".length)), picture));
    return place;
  }

  private verifier(path: Path): void {
    for (const place of [path, [...path, "module"]])
      this.rewrite(place, (name) => (isModulePath(name) ? this.copy(name, "verifiers") : null));
  }

  private policy(path: Path): void {
    this.note([...path, "notes"]);
    this.prompt([...path, "prompt"]);
    this.rewrite([...path, "engine"], (name) => (isModulePath(name) ? this.copy(name, "engines") : null));
    this.rewrite([...path, "model"], (name) => this.model(name));
    this.rewrite([...path, "url"], () => ANY_SERVER);
    if (this.document.hasIn([...path, "endpoints"])) {
      this.document.deleteIn([...path, "endpoints"]);
      this.document.setIn([...path, "url"], ANY_SERVER);
    }
    const samples = [...path, "samples"];
    for (const place of [samples, ...this.items(samples)])
      for (const files of [place, [...place, "files"], ...this.items([...place, "files"])])
        this.rewrite(files, (name) => `../samples/${basename(name)}`);
  }

  /** The folder of a model without its weights: what training left beside them. A name that is no folder stays. */
  private model(name: string): string | null {
    const folder = studyPath(this.file, name);
    if (!statSync(folder, {throwIfNoEntry: false})?.isDirectory())
      return existsSync(folder) ? `../models/${basename(name)}` : null;
    const steps = dirname(folder);
    // A checkpoint is told by its place below the run that it is part of.
    const isCheckpoint = basename(steps) === "steps";
    const run = isCheckpoint ? dirname(steps) : folder;
    const place = join("models", isCheckpoint ? `${basename(run)}/steps/${basename(folder)}` : basename(run));
    for (const part of ["card.json", "recipe.yaml", "config.json", "power-search.json"])
      this.add(join(folder, part), `${place}/${part}`);
    this.add(join(run, "training-log.parquet"), `models/${basename(run)}/training-log.parquet`);
    return `../${place}`;
  }

  private published(name: string): string {
    const study = studyPath(this.file, name);
    this.studies.set(`studies/${basename(study)}`, study);
    return basename(study);
  }

  private note(path: Path): void {
    this.rewrite(path, (name) => (/^\S.*\.md$/.test(name.trim()) ? this.copy(name.trim(), "notes") : null));
  }

  private prompt(path: Path): void {
    this.rewrite(path, (name) => (/\.ya?ml$/.test(name) ? this.copy(name, "prompts") : this.ownPrompt(name)));
  }

  /** A template of the user's, which lies beside the folder of the study; those of the tool are everywhere. */
  private ownPrompt(name: string): null {
    this.add(join(dirname(this.file), "../prompts", `${name}.yaml`), `prompts/${name}.yaml`);
    return null;
  }

  /** Where a file that the study names comes to lie, as the study there names it; null for what is no file. */
  private copy(name: string, folder: string): string | null {
    const source = studyPath(this.file, name);
    if (!statSync(source, {throwIfNoEntry: false})?.isFile()) return null;
    return `../${this.add(source, `${folder}/${basename(source)}`)!}`;
  }

  /** Adds a file, if it is there, under a name that no other has; the same file once. */
  private add(source: string, place: string): string | null {
    if (!existsSync(source)) return null;
    let free = place;
    for (let i = 2; this.files.has(free) && this.files.get(free) !== source; i++)
      free = `${place.slice(0, place.length - extname(place).length)}-${i}${extname(place)}`;
    this.files.set(free, source);
    return free;
  }

  private rewrite(path: Path, to: (value: string) => string | null): void {
    const value = this.document.getIn(path);
    if (typeof value !== "string") return;
    const next = to(value);
    if (next !== null) this.document.setIn(path, next);
  }

  /** The places of a list's items. */
  private items(path: Path): Path[] {
    const list = this.document.getIn(path) as {items?: unknown[]} | undefined;
    return (list?.items ?? []).map((_, place) => [...path, place]);
  }
}
