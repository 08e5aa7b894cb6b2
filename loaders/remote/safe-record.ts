/** A version of a file, by the SHA-256 of its bytes. */
interface Versions {
  /** What the bucket has; null for none. */
  there: string | null;
  /** What is about to be put there; null where that is done. */
  next: string | null;
}

interface Line {
  file: string;
  sha256?: unknown;
  state?: unknown;
}

/**
 * The record of a folder (loaders/store/file-record.ts) as it may stand beside files that are put into a bucket one by one, so that at
 * each moment it knows what is there. Before a file is put, the record says that the next version is being written, and no more; after
 * it, what it said up to that version. Versions that the folder got meanwhile wait for their turn. `versionsOf` is asked for each file.
 */
export function safeRecord(text: string, versionsOf: (file: string) => Versions): string {
  const lines = text.split("\n").map((line) => ({line, entry: parsed(line)}));
  const last = new Map<string, number>();
  for (const [i, {entry}] of lines.entries()) {
    if (entry === null) continue;
    const {there, next} = versionsOf(entry.file);
    if (entry.sha256 === (next ?? there)) last.set(entry.file, i);
  }
  const kept = lines.filter(({entry}, i) => {
    if (entry === null) return true;
    const {there, next} = versionsOf(entry.file);
    if (i > (last.get(entry.file) ?? -1)) return false;
    return next === null || entry.state !== "stored" || entry.sha256 === there;
  });
  return kept.map(({line}) => line).join("\n");
}

function parsed(line: string): Line | null {
  try {
    const entry = JSON.parse(line) as Line | null;
    return typeof entry?.file === "string" ? entry : null;
  } catch {
    return null;
  }
}
