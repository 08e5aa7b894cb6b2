import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {MESSAGE_LIMIT, UserError} from "../../loaders/schema/user-error.js";
import {random} from "../../src/random/random.js";
import {mutated} from "./mutation.js";
import type {Subject} from "./subject.js";

/** Milliseconds of processor time that a small file may take: a busy machine slows the clock on the wall. */
export const TIME_LIMIT = 5000;

/** How an input was answered: taken, refused with a message as it should be, or what was wrong with the answer. */
export interface Outcome {
  kind: "taken" | "refused" | "fault";
  words: string;
}

/**
 * Changes one file of a subject as a seed says, lets it be read in `folder`, and judges the answer. A fault is any error but a
 * UserError, a message of several lines, unprintable, too long or without the place, a reader that takes too long, and a file
 * that is not what it was.
 */
export async function tryCase(subject: Subject, seed: number, folder: string): Promise<Outcome> {
  const generator = random(`${subject.kind} ${seed}`);
  const path = subject.changed[generator.below(subject.changed.length)]!;
  const files = {...subject.files, [path]: mutated(subject.files[path]!, generator)};
  rmSync(folder, {recursive: true, force: true});
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), bytes);
  }
  const start = process.cpuUsage();
  const read = Promise.resolve().then(() => subject.read(folder));
  const outcome = await read.then(
    (): Outcome => ({kind: "taken", words: ""}),
    (error: unknown) => judged(error, folder, subject)
  );
  const {user, system} = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  if (outcome.kind === "fault") return outcome;
  if (milliseconds > TIME_LIMIT) return {kind: "fault", words: `it took ${Math.round(milliseconds)} ms`};
  const changed = changedFile(folder, files);
  return changed === null ? outcome : {kind: "fault", words: `${changed} is not what it was`};
}

function judged(error: unknown, folder: string, {namesLater = false}: Subject): Outcome {
  const fault = (words: string): Outcome => ({kind: "fault", words});
  if (!(error instanceof UserError))
    return fault(`no message for users: ${String((error as Error).stack ?? error)}`);
  const {message} = error;
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e]/u.test(message))
    return fault(`not printable: ${JSON.stringify(message)}`);
  if (message.length > MESSAGE_LIMIT) return fault(`too long: ${message.length} characters`);
  const isPlaced = namesLater ? message.includes(folder) : message.startsWith(folder);
  return isPlaced ? {kind: "refused", words: message} : fault(`no place: ${message}`);
}

/** The first file of a folder that differs from what was written there, or is new; counts that a run keeps of itself may be. */
function changedFile(folder: string, files: Readonly<Record<string, Buffer>>): string | null {
  const found = readdirSync(folder, {recursive: true, encoding: "utf8"}).filter(
    (path) => statSync(join(folder, path)).isFile() && !/^runs\/[^/]+\/partial\//.test(path)
  );
  if (found.length !== Object.keys(files).length)
    return found.find((path) => files[path] === undefined) ?? "a file";
  return found.find((path) => files[path]?.equals(readFileSync(join(folder, path))) !== true) ?? null;
}
