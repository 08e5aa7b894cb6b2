import {copyFileSync, linkSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import type {WorkspaceFiles} from "./workspace-files.js";

/** Writes a workspace into the empty folder `folder`. A file of Parquet, which is never changed but replaced, is linked where the file system lets it. */
export function copyWorkspace({files, texts}: WorkspaceFiles, folder: string): void {
  for (const [place, file] of files) {
    const target = join(folder, place);
    mkdirSync(dirname(target), {recursive: true});
    if (!file.endsWith(".parquet") || !isLinked(file, target)) copyFileSync(file, target);
  }
  for (const [place, text] of texts) {
    const target = join(folder, place);
    mkdirSync(dirname(target), {recursive: true});
    writeFileSync(target, text);
  }
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}
