import {readdirSync, readFileSync} from "node:fs";

/** What the programs of a sandbox use together. */
export interface Usage {
  cpuMilliseconds: number;
  memoryMib: number;
}

/** The kernel counts processor time in these for programs outside it, on every architecture. */
const TICKS_A_SECOND = 100;
const KIB_A_MIB = 1024;

/**
 * Processor time and memory of all processes below a sandbox's supervisor: `bubblewrap` is the host's process id of bwrap, its child is the
 * supervisor. Time includes what their ended children took: those are unreaped, or counted by the parent that reaped them, for the system
 * call filter keeps programs from ignoring SIGCHLD. Memory that processes share is counted in each, unless that is more than `mostMemoryMib`:
 * then in parts (PSS), which takes longer. A process that ends in the meantime counts 0.
 */
export function usageBelow(bubblewrap: number, mostMemoryMib: number): Usage {
  const programs = childrenOf(bubblewrap).flatMap(childrenOf).flatMap(withDescendants);
  const cpu = sum(programs.map(cpuMilliseconds));
  const resident = sum(programs.map(residentKib)) / KIB_A_MIB;
  const isOver = resident > mostMemoryMib;
  return {
    cpuMilliseconds: cpu,
    memoryMib: isOver ? sum(programs.map(proportionalKib)) / KIB_A_MIB : resident
  };
}

function withDescendants(process: number): number[] {
  return [process, ...childrenOf(process).flatMap(withDescendants)];
}

function childrenOf(process: number): number[] {
  return foldersIn(`/proc/${process}/task`).flatMap((thread) =>
    read(`/proc/${process}/task/${thread}/children`).split(" ").filter(Boolean).map(Number)
  );
}

function cpuMilliseconds(process: number): number {
  const stat = read(`/proc/${process}/stat`);
  // The second field is the program's name, which may hold anything; utime, stime, cutime and cstime are fields 14 to 17.
  const times = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 15);
  return (sum(times.map(Number)) * 1000) / TICKS_A_SECOND;
}

function residentKib(process: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${process}/status`))?.[1] ?? 0);
}

/** Where the kernel does not tell, what is resident. */
function proportionalKib(process: number): number {
  const found = /^Pss:\s+(\d+)/m.exec(read(`/proc/${process}/smaps_rollup`));
  return found === null ? residentKib(process) : Number(found[1]);
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
