import type {SandboxView} from "../sandbox/bubblewrap.js";
import type {Job, JobResult} from "../sandbox/frames.js";
import {SandboxPool} from "../sandbox/pool.js";

/** Two separate pools: expected outputs exist only in the sandboxes of the references, and no program under test runs there. */
export class Sandboxes {
  private readonly programs: SandboxPool;
  private readonly references: SandboxPool;

  constructor(bubblewrap: string, view: SandboxView, size: number) {
    this.programs = new SandboxPool(bubblewrap, view, size);
    this.references = new SandboxPool(bubblewrap, view, size);
  }

  /** Runs a program under test; once more if its sandbox ended, for something else may have ended it. */
  async runProgram(job: Job): Promise<JobResult> {
    const result = await this.programs.run(job);
    return result.ending === "lost" ? this.programs.run(job) : result;
  }

  async runReference(job: Job): Promise<JobResult> {
    return this.references.run(job);
  }

  async close(): Promise<void> {
    await Promise.all([this.programs.close(), this.references.close()]);
  }
}
