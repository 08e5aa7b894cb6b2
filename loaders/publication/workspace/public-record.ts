import {basename} from "node:path";

interface Named {
  name: string;
  renamed?: string;
}

/**
 * The record of an import as it may be published: files by their names alone, without the folders of the machine that read them,
 * and without what was asked for, which names them too. What is no such record stays as it is.
 */
export function publicRecord(text: string): string {
  const record = JSON.parse(text) as {asked?: string; files?: Named[]; leftOut?: Named[]};
  const named = <T extends Named>(files: T[] | undefined): T[] | undefined =>
    files?.map((file) => ({
      ...file,
      name: basename(file.name),
      ...(file.renamed === undefined ? {} : {renamed: basename(file.renamed)})
    }));
  const {asked, files, leftOut} = record;
  if (asked === undefined || files === undefined) return text;
  return JSON.stringify({...record, asked: "", files: named(files), leftOut: named(leftOut)});
}
