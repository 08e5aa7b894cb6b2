/** A job for the sandbox: what to run, and the limits of the process that runs it. */
export interface Job {
  mode: "calls" | "record" | "replay" | "script";
  /** Python texts that are run in turn as one module. */
  sources: readonly string[];
  /** Name of the function under test; unused by scripts. */
  entry: string;
  /** What the mode needs: encoded arguments, encoded calls and outputs, or a script's standard input. */
  payload: string;
  limits: Limits;
}

export interface Limits {
  /** Of all processes together. */
  cpuSeconds: number;
  /** Longest time without using the processor; a program may run four times as long in all (`wallFactor`). */
  idleMilliseconds: number;
  /** Address space of each process, and memory of all of them together. */
  memoryMib: number;
  /** Processes and threads. */
  processes: number;
  /** Largest file that the program may write. */
  fileBytes: number;
  /** Most bytes of records and standard output together. */
  outputBytes: number;
  openFiles: number;
}

/** `WALL_FACTOR` of supervisor.py. */
export const wallFactor = 4;

/** `memory_limit`: all processes together held too much. `lost`: the sandbox ended while the program ran. */
type EndingKind =
  "exited" | "signalled" | "wall_timeout" | "cpu_timeout" | "output_limit" | "memory_limit" | "lost";

/** How a job's process ended, and what it wrote: text from an untrusted program. */
export interface JobResult {
  ending: EndingKind;
  /** Exit code, or signal number. */
  code: number;
  /** Of all processes together. */
  cpuMilliseconds: number;
  wallMilliseconds: number;
  /** Most memory that the process held. */
  memoryKib: number;
  /** The process touched the shared folder. */
  touched: boolean;
  records: string;
  stdout: string;
}

const endingKinds: readonly EndingKind[] = [
  "exited",
  "signalled",
  "wall_timeout",
  "cpu_timeout",
  "output_limit"
];

export const frameKind = {records: 1, stdout: 2, end: 3} as const;

/** Bytes of a job on the supervisor's standard input: its header (`HEADER` in supervisor.py), a line of JSON, the payload. */
export function jobBytes({mode, sources, entry, payload, limits}: Job): Buffer {
  const body = Buffer.from(`${JSON.stringify({mode, sources, entry})}\n${payload}`);
  const header = Buffer.alloc(32);
  const fields = [
    body.length,
    limits.cpuSeconds,
    limits.idleMilliseconds,
    limits.memoryMib,
    limits.processes,
    limits.fileBytes,
    limits.outputBytes,
    limits.openFiles
  ];
  for (const [index, field] of fields.entries()) header.writeUInt32LE(field, index * 4);
  return Buffer.concat([header, body]);
}

/** The supervisor's last frame of a job (`ENDING` in supervisor.py), with all that came before it. */
export function parseEnding(bytes: Buffer, records: readonly Buffer[], stdout: readonly Buffer[]): JobResult {
  return {
    ending: endingKinds[bytes.readUInt8(0)]!,
    code: bytes.readUInt32LE(1),
    cpuMilliseconds: bytes.readUInt32LE(5),
    wallMilliseconds: bytes.readUInt32LE(9),
    memoryKib: bytes.readUInt32LE(13),
    touched: bytes.readUInt8(17) !== 0,
    records: Buffer.concat(records).toString(),
    stdout: Buffer.concat(stdout).toString()
  };
}

/** Splits the supervisor's standard output into frames: call it with each chunk. */
export function frameReader(onFrame: (kind: number, bytes: Buffer) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= 5) {
      const size = pending.readUInt32LE(1);
      if (pending.length < 5 + size) return;
      onFrame(pending.readUInt8(0), pending.subarray(5, 5 + size));
      pending = pending.subarray(5 + size);
    }
  };
}
