import {lstatSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../schema/user-error.js";

/** A file that is to be published. */
export interface ArtefactFile {
  /** Path below the artefact, with slashes. */
  place: string;
  /** Where its bytes are. */
  file: string;
  bytes: number;
}

/** One of the two things that a report is published as. */
export interface Artefact {
  kind: "site" | "dataset";
  folder: string;
  /** By their places, in the order of their bytes. */
  files: readonly ArtefactFile[];
}

/** The files of a built site or of a data set. Throws a UserError for what is no plain file, which no host keeps. */
export function readArtefact(kind: Artefact["kind"], folder: string): Artefact {
  const files: ArtefactFile[] = [];
  const read = (path: string, place: string): void => {
    for (const name of readdirSync(path)) {
      const file = join(path, name);
      const found = lstatSync(file);
      const below = place === "" ? name : `${place}/${name}`;
      if (found.isDirectory()) read(file, below);
      else if (found.isFile()) files.push({place: below, file, bytes: found.size});
      else throw new UserError(`${kind}/${below}: is a link or a device: put a plain file there`);
    }
  };
  read(folder, "");
  return {kind, folder, files: files.sort((a, b) => (a.place < b.place ? -1 : 1))};
}

/** How many bytes all files have. */
export function totalBytes(files: readonly ArtefactFile[]): number {
  return files.reduce((sum, {bytes}) => sum + bytes, 0);
}

/** Bytes for people: `25 MiB`, `1.2 GB`; in powers of 1,000, but whole powers of 1,024 as such. */
export function shownBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  if (power === 0) return `${bytes} bytes`;
  const mebibytes = bytes / 2 ** 20;
  if (Number.isInteger(mebibytes)) return `${mebibytes} MiB`;
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]!}`;
}
