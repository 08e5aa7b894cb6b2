import {randomUUID} from "node:crypto";
import {readdirSync, readFileSync, rmSync} from "node:fs";
import {hostname} from "node:os";
import {join, sep} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {type} from "arktype";
import {UserError} from "../schema/user-error.js";
import {isRunning} from "./is-running.js";
import {hostTag, writeTextAtomically} from "./write-file.js";

// proper-lockfile calls a lock stale when its time of change is old. A step that computes for a minute without a pause, or a
// machine that slept, would lose its lock; and the file does not say who holds it. Hence locks that name their process.

const holderSchema = type({
  pid: "number.integer > 0",
  host: "string",
  start: "string",
  birth: "string | null",
  what: "string",
  "shared?": "boolean"
});

/** Who holds a lock. */
type Holder = typeof holderSchema.infer;

const lockName = /^lock-[\w-]+\.json$/;
const attempts = 4;

/** Folders that this process holds together with others, and its name among them. */
const sharedFolders = new Map<string, string>();

/**
 * Runs `work` while this process alone may write to a folder; `isShared`: beside other processes that share it too, which are
 * shards. Each process puts a lock file of its own there and then looks for others: of two that come at once at least one sees the
 * other. Files of dead processes are removed. Throws a UserError that names the process which holds the folder.
 */
export async function withLock<T>(
  folder: string,
  what: string,
  work: () => Promise<T>,
  isShared = false
): Promise<T> {
  const unlock = await lockFolder(folder, what, isShared);
  if (isShared) sharedFolders.set(folder, `${hostTag}-${process.pid}-${Date.now().toString(36)}`);
  try {
    return await work();
  } finally {
    sharedFolders.delete(folder);
    unlock();
  }
}

/**
 * The name of this process among those that share the folder in which `path` lies, of letters, digits and dashes; null where none
 * does. What one process adds to then is a file of its own, with this name: none is written by two.
 */
export function sharedWriter(path: string): string | null {
  for (const [folder, name] of sharedFolders)
    if (path === folder || path.startsWith(`${folder}${sep}`)) return name;
  return null;
}

async function lockFolder(folder: string, what: string, isShared: boolean): Promise<() => void> {
  const file = join(folder, `lock-${randomUUID()}.json`);
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    start: new Date().toISOString(),
    birth: birthOf(process.pid),
    what,
    ...(isShared ? {shared: true} : {})
  };
  const release = () => {
    rmSync(file, {force: true});
    process.off("exit", release);
  };
  process.on("exit", release);
  for (let attempt = 1; ; attempt++) {
    await writeTextAtomically(file, JSON.stringify(holder) + "\n");
    const other = otherHolder(folder, file, isShared);
    if (other === null) return release;
    rmSync(file, {force: true});
    if (attempt === attempts) {
      release();
      throw new UserError(refusal(folder, other));
    }
    // Two that came at once have both stepped back: unequal pauses let one of them in.
    await delay(50 + Math.random() * 150);
  }
}

interface Other {
  file: string;
  holder: Holder;
}

/** The lock of another process that may be alive and is in the way; null if there is none. Removes those of dead processes. */
function otherHolder(folder: string, own: string, isShared: boolean): Other | null {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!lockName.test(name) || file === own) continue;
    const holder = readHolder(file);
    if (holder === "gone") continue;
    if (holder !== null && isAlive(holder)) {
      if (isShared && holder.shared === true) continue;
      return {file, holder};
    }
    rmSync(file, {force: true});
  }
  return null;
}

/** Null where the file is no lock: files are renamed when they are whole, so that only a fault of the disk leaves such. */
function readHolder(file: string): Holder | "gone" | null {
  try {
    return holderSchema.assert(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "gone" : null;
  }
}

/** Of a process on another host nothing can be known: it counts as alive. */
function isAlive({pid, host, birth}: Holder): boolean {
  if (host !== hostname()) return true;
  return isRunning(pid) && (birth === null || birthOf(pid) === birth);
}

/** When a process began, in the kernel's ticks: tells it from a later one with its id. Null where the system does not say. */
function birthOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in parentheses, may hold spaces.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function refusal(folder: string, {file, holder: {pid, host, start, what}}: Other): string {
  const where = host === hostname() ? `pid ${pid}` : `pid ${pid} on ${host}`;
  const remedy =
    host === hostname()
      ? `wait for it, or end it with kill ${pid}, then run again`
      : `wait for it, or remove ${file} if that process is dead`;
  return `${folder}: in use by ${what} (${where}, since ${start}): ${remedy}`;
}
