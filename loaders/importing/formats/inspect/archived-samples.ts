import type {Archive} from "../../files/archive.js";
import {parsePythonJson} from "../../files/python-json.js";
import {asObject, countOr, listOf} from "../../values.js";

interface SampleName {
  id: string;
  epoch: string;
}

/** A sample that could not be read, and why. */
interface SampleError extends SampleName {
  error: string;
}

const WHOLE = /^samples\/(?<id>.*)_epoch_(?<epoch>\d+)\.json$/s;
const IN_PARTS = /^samples\/(?<id>.*)_epoch_(?<epoch>\d+)\/sample\.json$/s;

/**
 * The samples of an archived log in the archive's order, one in memory at a time. A sample is one entry, or a folder with its
 * messages and attachments in parts; a log may hold both.
 */
export async function* archivedSamples(
  archive: Archive
): AsyncGenerator<(SampleName & {value: unknown}) | SampleError> {
  const parts = partsBySample(archive.names);
  for (const name of archive.names) {
    const groups = (WHOLE.exec(name) ?? IN_PARTS.exec(name))?.groups;
    if (groups === undefined) continue;
    const {id, epoch} = groups as unknown as SampleName;
    try {
      const value = parsePythonJson(await archive.text(name));
      const folder = name.slice(0, -"sample.json".length);
      yield {id, epoch, value: WHOLE.test(name) ? value : await joined(value, archive, folder, parts)};
    } catch (error) {
      yield {id, epoch, error: (error as Error).message};
    }
  }
}

export function isSampleError(sample: object): sample is SampleError {
  return "error" in sample;
}

/** Names of the parts of messages and attachments by the path before their number, in order. */
function partsBySample(names: readonly string[]): Map<string, string[]> {
  const parts = new Map<string, [number, string][]>();
  for (const name of names) {
    const [, path, start] = /^(samples\/.*\/(?:messages|attachments)\/)(\d+)\.json$/s.exec(name) ?? [];
    if (path === undefined || start === undefined) continue;
    const known = parts.get(path) ?? [];
    parts.set(path, known);
    known.push([Number(start), name]);
  }
  return new Map(
    [...parts].map(([path, list]) => [path, list.sort(([a], [b]) => a - b).map(([, name]) => name)])
  );
}

/** A sample in parts as if it were one entry: `message_refs` are ranges in the messages of the folder. */
async function joined(
  sample: unknown,
  archive: Archive,
  folder: string,
  parts: ReadonlyMap<string, readonly string[]>
): Promise<unknown> {
  const shell = asObject(sample);
  if (shell === null) return sample;
  const all = async (sequence: string): Promise<unknown[]> => {
    const items: unknown[] = [];
    for (const name of parts.get(`${folder}${sequence}/`) ?? [])
      for (const item of listOf(parsePythonJson(await archive.text(name))) ?? []) items.push(item);
    return items;
  };
  const messages = await all("messages");
  const metadata = `${folder}metadata.json`;
  return {
    ...shell,
    messages: (listOf(shell.message_refs) ?? []).flatMap((range) => {
      const [start, end] = listOf(range) ?? [];
      return messages.slice(countOr(start) ?? 0, countOr(end) ?? 0);
    }),
    attachments: Object.fromEntries((await all("attachments")).entries()),
    metadata: archive.has(metadata) ? parsePythonJson(await archive.text(metadata)) : shell.metadata
  };
}
