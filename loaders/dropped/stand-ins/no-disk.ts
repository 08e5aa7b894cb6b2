import type {RawFile} from "../../importing/files/raw-file.js";
import type {RawRow} from "../../importing/raw-row.js";
import {UserError} from "../../schema/user-error.js";

/** A browser sees no file beside one that it was given. */
export function fileOnDisk(): RawFile | null {
  return null;
}

/** Only of Parquet files the end is looked at, which a browser does not read. */
export function fileEnd(): Promise<Uint8Array> {
  return Promise.resolve(new Uint8Array(0));
}

/** Packed logs are refused before they are read. */
export function archivedRows(file: RawFile): AsyncIterable<readonly RawRow[]> {
  throw new UserError(`${file.name} is an archive: unpack it first, or read it with npm run import`);
}
