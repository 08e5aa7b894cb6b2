import {spawn, type ChildProcessByStdio} from "node:child_process";
import {closeSync, openSync} from "node:fs";
import type {Duplex, Readable, Writable} from "node:stream";
import {fileURLToPath} from "node:url";
import {UserError} from "../../../schema/user-error.js";
import {bubblewrapArguments, sandboxFiles, type SandboxView} from "./bubblewrap.js";
import {
  frameKind,
  frameReader,
  jobBytes,
  parseEnding,
  wallFactor,
  type Job,
  type JobResult,
  type Limits
} from "./frames.js";
import {seccompFilter} from "./seccomp.js";
import {usageBelow, type Usage} from "./usage.js";

const SECCOMP_FILE = 3;
const FIRST_SOURCE_FILE = 4;
const MOST_STDERR = 2000;
/** What the parent waits beyond a job's own wall limit before it gives up on a supervisor. */
const GRACE_MILLISECONDS = 10_000;
/** How often the processes of a sandbox are added up. Most programs end before the first time. */
const WATCH_MILLISECONDS = 100;
/** The supervisor, which looks at its own child's clock, ends a program of one process first. */
const GRACE_CPU_MILLISECONDS = 150;

type SandboxProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * One bubblewrap process with a Python supervisor in it, which runs one job at a time. See supervisor.py for what keeps a job from the
 * supervisor and from the next job. `run` never rejects: a sandbox that ends while it runs a job gives the ending `lost`.
 */
export class Sandbox {
  private readonly process: SandboxProcess;
  private readonly ended: Promise<void>;
  private stderr = "";
  private finish: ((bytes: Buffer | null) => void) | null = null;
  private records: Buffer[] = [];
  private stdout: Buffer[] = [];

  private constructor(bubblewrap: string, view: SandboxView, userId: number | null) {
    this.process = startProcess(bubblewrap, view, userId);
    this.ended = new Promise((resolve) => {
      this.process.once("close", () => {
        this.settle(null);
        resolve();
      });
      this.process.once("error", (error) => {
        this.stderr += error.message;
      });
    });
    const read = frameReader((kind, bytes) => {
      this.receive(kind, bytes);
    });
    this.process.stdout.on("data", read);
    this.process.stderr.on("data", (chunk: Buffer) => {
      this.stderr = (this.stderr + chunk.toString()).slice(0, MOST_STDERR);
    });
    // A supervisor that ends early shows as `close`; the broken pipe says nothing more.
    this.process.stdin.on("error", () => undefined);
  }

  /**
   * Starts a sandbox and waits until its supervisor is ready. As root, programs run under `userId`, because the kernel sets root no limit of
   * processes; otherwise it must be null. Throws a UserError with bwrap's own words when it cannot start.
   */
  static async start(bubblewrap: string, view: SandboxView, userId: number | null): Promise<Sandbox> {
    const sandbox = new Sandbox(bubblewrap, view, userId);
    const ready = await sandbox.nextEnding(GRACE_MILLISECONDS);
    if (ready !== null) return sandbox;
    await sandbox.close();
    const words = sandbox.stderr.trim().split("\n").at(-1) ?? "";
    throw new UserError(
      `code@python cannot start its sandbox (${bubblewrap}): ${words === "" ? "no answer" : words}; are user namespaces enabled?`
    );
  }

  async run(job: Job): Promise<JobResult> {
    const started = performance.now();
    this.records = [];
    this.stdout = [];
    this.process.stdin.write(jobBytes(job));
    const ended = this.nextEnding(job.limits.idleMilliseconds * wallFactor + GRACE_MILLISECONDS);
    const watch = this.watch(job.limits);
    const ending = await ended;
    const exceeded = watch.stop();
    if (ending !== null) return parseEnding(ending, this.records, this.stdout);
    await this.close();
    return {
      ending: exceeded?.ending ?? "lost",
      code: 0,
      cpuMilliseconds: exceeded?.usage.cpuMilliseconds ?? 0,
      wallMilliseconds: performance.now() - started,
      memoryKib: (exceeded?.usage.memoryMib ?? 0) * 1024,
      touched: true,
      records: "",
      stdout: ""
    };
  }

  /** Ends every process in the sandbox and waits until they are gone. */
  async close(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.ended;
  }

  private receive(kind: number, bytes: Buffer): void {
    if (kind === frameKind.records) this.records.push(Buffer.from(bytes));
    if (kind === frameKind.stdout) this.stdout.push(Buffer.from(bytes));
    if (kind === frameKind.end) this.settle(Buffer.from(bytes));
  }

  /** The next end frame; null when the sandbox ends, or the time is over. */
  private nextEnding(milliseconds: number): Promise<Buffer | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.settle(null);
      }, milliseconds);
      this.finish = (bytes) => {
        clearTimeout(timer);
        this.finish = null;
        resolve(bytes);
      };
      if (this.process.exitCode !== null || this.process.signalCode !== null) this.settle(null);
    });
  }

  /** Adds up all processes of the sandbox from time to time, and kills it when together they take more than the job may. */
  private watch(limits: Limits): {stop: () => Exceeded | null} {
    let exceeded: Exceeded | null = null;
    const timer = setInterval(() => {
      exceeded = exceededBy(usageBelow(this.process.pid!, limits.memoryMib), limits);
      if (exceeded !== null) this.process.kill("SIGKILL");
    }, WATCH_MILLISECONDS);
    return {
      stop: () => {
        clearInterval(timer);
        return exceeded;
      }
    };
  }

  private settle(bytes: Buffer | null): void {
    this.finish?.(bytes);
  }
}

interface Exceeded {
  ending: "cpu_timeout" | "memory_limit";
  usage: Usage;
}

function exceededBy(usage: Usage, {cpuSeconds, memoryMib}: Limits): Exceeded | null {
  if (usage.cpuMilliseconds > cpuSeconds * 1000 + GRACE_CPU_MILLISECONDS)
    return {ending: "cpu_timeout", usage};
  return usage.memoryMib > memoryMib ? {ending: "memory_limit", usage} : null;
}

function startProcess(bubblewrap: string, view: SandboxView, userId: number | null): SandboxProcess {
  const files = sandboxFiles.map((name) => openSync(fileURLToPath(new URL(name, import.meta.url)), "r"));
  try {
    const args = bubblewrapArguments(
      view,
      SECCOMP_FILE,
      files.map((_, index) => FIRST_SOURCE_FILE + index)
    );
    // Programs are the first thing to go when memory runs out.
    const script = 'echo 1000 >/proc/self/oom_score_adj 2>/dev/null; exec "$0" "$@"';
    const child = spawn("/bin/sh", ["-c", script, bubblewrap, ...args], {
      cwd: "/",
      env: {},
      // A process group of its own: Ctrl-C is ours to handle, and bwrap ends with us by --die-with-parent.
      detached: true,
      stdio: ["pipe", "pipe", "pipe", "pipe", ...files],
      ...(userId === null ? {} : {uid: userId, gid: userId})
    });
    const filter = child.stdio[SECCOMP_FILE] as Duplex;
    filter.on("error", () => undefined);
    filter.end(seccompFilter());
    return child as SandboxProcess;
  } finally {
    for (const file of files) closeSync(file);
  }
}
