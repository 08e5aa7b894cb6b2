import {fileRecords, type ImportJobs} from "./import-jobs.js";
import type {ImportRecord} from "./storing/import-record.js";

/**
 * The record of an import whose files hold what they held, under other names, changed at another time or once more beside it: what
 * was imported stands as it is, with the names that the files had. Null where anything would be read otherwise: then the policy is
 * imported anew. Formats that read names are told apart by them.
 */
export function renamedRecord(old: ImportRecord, {all, kept, leftOut}: ImportJobs): ImportRecord | null {
  const wasLeftOut = new Set(old.leftOut.map(({name}) => name));
  const before = old.files.filter(({name}) => !wasLeftOut.has(name));
  const companions = (files: ImportRecord["files"]): string =>
    JSON.stringify(files.filter(({format}) => format === null).map(({name, sha256}) => [name, sha256]));
  const now = fileRecords(all);
  if (before.length !== kept.length || companions(old.files) !== companions(now)) return null;
  const oldNames = new Map<string, string>();
  for (const [i, {read, sha256, importer}] of kept.entries()) {
    const {name, sha256: hash, format} = before[i]!;
    const isSame = hash === sha256 && format === importer.id && innerOf(name, read.file.inner);
    if (!isSame || (importer.readsNames === true && name !== read.name)) return null;
    oldNames.set(read.name, name);
  }
  return {
    ...old,
    files: now.map((file) => {
      const name = oldNames.get(file.name) ?? file.name;
      return name === file.name ? file : {...file, name, renamed: file.name};
    }),
    leftOut
  };
}

/** Whether a file of that name may be this entry of an archive, or be in none. */
function innerOf(name: string, inner: string | null): boolean {
  return inner === null || name.endsWith(`/${inner}`);
}
