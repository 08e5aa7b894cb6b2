import type {SandboxView} from "./bubblewrap.js";
import {Sandbox} from "./sandbox.js";
import type {Job, JobResult} from "./frames.js";

// Far above the users of a normal system; the last possible id is below 2^31, which is what spawn takes.
const FIRST_USER_ID = 1_000_000_000;
const MOST_PROCESS_IDS = 1_000_000;
const USER_IDS_PER_PROCESS = 1000;
const SIGKILL = 9;

let nextUserId = 0;

/** A user id of its own for each sandbox, so that the limit of processes counts that sandbox only; null unless we are root. */
function sandboxUserId(): number | null {
  if (process.getuid?.() !== 0) return null;
  const own = nextUserId % USER_IDS_PER_PROCESS;
  nextUserId += 1;
  return FIRST_USER_ID + (process.pid % MOST_PROCESS_IDS) * USER_IDS_PER_PROCESS + own;
}

/** Up to `size` sandboxes that take jobs from one queue. They start when they are needed, and again when a program may have left a trace. */
export class SandboxPool {
  private readonly bubblewrap: string;
  private readonly view: SandboxView;
  private readonly size: number;
  private readonly idle: Sandbox[] = [];
  private readonly all = new Set<Sandbox>();
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  constructor(bubblewrap: string, view: SandboxView, size: number) {
    this.bubblewrap = bubblewrap;
    this.view = view;
    this.size = size;
  }

  /** Runs one job. Rejects only if no sandbox can be started (a UserError). */
  async run(job: Job): Promise<JobResult> {
    if (this.busy >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.busy += 1;
    try {
      return await this.runNow(job);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.busy -= 1;
      else next();
    }
  }

  async close(): Promise<void> {
    const sandboxes = [...this.all];
    this.all.clear();
    this.idle.length = 0;
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
  }

  private async runNow(job: Job): Promise<JobResult> {
    const sandbox = this.idle.pop() ?? (await this.start());
    const result = await sandbox.run(job);
    if (isClean(result)) {
      this.idle.push(sandbox);
    } else {
      this.all.delete(sandbox);
      await sandbox.close();
    }
    return result;
  }

  private async start(): Promise<Sandbox> {
    const sandbox = await Sandbox.start(this.bubblewrap, this.view, sandboxUserId());
    this.all.add(sandbox);
    return sandbox;
  }
}

/**
 * Whether a sandbox may take another job. Not when a file was touched; and not after an ending that may have come before the child had read
 * its whole job, or that no program of good will brings about.
 */
function isClean({ending, code, touched}: JobResult): boolean {
  if (touched) return false;
  if (ending === "exited") return code === 0;
  if (ending === "signalled") return code !== SIGKILL;
  return ending === "cpu_timeout" || ending === "output_limit";
}
