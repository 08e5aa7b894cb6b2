/** A kind of input: files that are as they should be, and what reads them. */
export interface Subject {
  kind: string;
  /** Paths in a folder of their own. */
  files: Readonly<Record<string, Buffer>>;
  /** Those of the files that are changed, one at a time. */
  changed: readonly string[];
  /** Reads the files of a folder as a command would, to the end. */
  read: (folder: string) => Promise<void>;
  /** Its messages need not begin with the place: they name it elsewhere. */
  namesLater?: boolean;
}

/** Reads whatever is given one after the other to its end. */
export async function drain(items: AsyncIterable<unknown>): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}
