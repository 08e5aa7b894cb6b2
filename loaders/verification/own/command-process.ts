import {spawn, type ChildProcessWithoutNullStreams} from "node:child_process";
import {printable} from "../../schema/printable.js";
import type {Reason} from "../../schema/verdict.js";

/** Characters of an answer: more is no verdict. */
const ANSWER_LIMIT = 1_000_000;

/** Characters of stderr that are kept, the last ones, for messages. */
const STDERR_LIMIT = 2000;

/** Why a process gave no answer. */
export class CommandFailure extends Error {
  readonly reason: Reason;

  constructor(reason: Reason, message: string) {
    super(message);
    this.reason = reason;
  }
}

const running = new Set<CommandProcess>();
process.on("exit", () => {
  for (const each of running) each.kill();
});

/** A process that answers one line of stdin with one line of stdout. After a failure it is ended and of no more use. */
export class CommandProcess {
  /** Resolves when the program runs; rejects with the system's error where there is no such program. */
  readonly started: Promise<void>;
  /** Questions answered so far. */
  answered = 0;
  private readonly child: ChildProcessWithoutNullStreams;
  private failure: CommandFailure | null = null;
  private output = "";
  private errors = "";
  private waiting: {resolve: (line: string) => void; reject: (failure: CommandFailure) => void} | null = null;

  constructor(command: readonly string[], folder: string) {
    // A process group of its own: what it starts ends with it, and Ctrl-C reaches this process alone.
    this.child = spawn(command[0]!, command.slice(1), {
      cwd: folder,
      detached: true,
      env: {...process.env, PYTHONUNBUFFERED: "1"}
    });
    running.add(this);
    const {child} = this;
    this.started = new Promise((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    this.started.catch(() => undefined);
    child.once("error", (error) => {
      running.delete(this);
      this.fail("crash", error.message);
    });
    child.once("exit", () => {
      this.kill();
    });
    child.once("close", (code, signal) => {
      running.delete(this);
      this.fail("crash", `it ended with ${signal ?? `code ${code!}`}`);
    });
    // A process that is gone says so by its end.
    child.stdin.on("error", () => undefined);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.read(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.errors = (this.errors + text).slice(-STDERR_LIMIT);
    });
  }

  get isUsable(): boolean {
    return this.failure === null;
  }

  /** The line that answers a line. Rejects with a CommandFailure; the process has been ended then. */
  ask(line: string, timeLimit: number): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null) {
        reject(this.failure);
        return;
      }
      const timer = setTimeout(() => {
        this.fail("timeout", `no answer within ${timeLimit / 1000} s`);
      }, timeLimit);
      this.waiting = {
        resolve: (answer) => {
          clearTimeout(timer);
          this.answered++;
          resolve(answer);
        },
        reject: (failure) => {
          clearTimeout(timer);
          reject(failure);
        }
      };
      this.child.stdin.write(`${line}\n`);
    });
  }

  /** Ends the process and all that it started. */
  kill(): void {
    const {pid} = this.child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended.
    }
  }

  /** Ends the process and waits until it is gone. */
  async close(): Promise<void> {
    this.failure ??= new CommandFailure("crash", "it was ended");
    if (!running.has(this)) return;
    const gone = new Promise((resolve) => this.child.once("close", resolve));
    this.kill();
    if (this.child.pid !== undefined) await gone;
  }

  private read(text: string): void {
    if (this.failure !== null) return;
    this.output += text;
    const end = this.output.indexOf("\n");
    const rest = end < 0 ? "" : this.output.slice(end + 1);
    if (this.waiting === null) {
      if (this.output.trim() !== "") this.fail("verifier_error", "it wrote without being asked");
    } else if ((end < 0 ? this.output.length : end) > ANSWER_LIMIT) {
      this.fail("output_limit", `its answer has more than ${ANSWER_LIMIT} characters`);
    } else if (rest.trim() !== "") {
      this.fail("verifier_error", "it wrote more than one line for one completion");
    } else if (end >= 0) {
      const line = this.output.slice(0, end);
      this.output = "";
      const {resolve} = this.waiting;
      this.waiting = null;
      resolve(line);
    }
  }

  private fail(reason: Reason, message: string): void {
    if (this.failure !== null) return;
    const lastError = this.errors.trim().split("\n").at(-1)!;
    const said = lastError === "" ? "" : `: ${printable(lastError)}`;
    this.failure = new CommandFailure(reason, message + said);
    this.kill();
    this.output = "";
    const {waiting} = this;
    this.waiting = null;
    waiting?.reject(this.failure);
  }
}
