import {availableParallelism} from "node:os";
import pLimit from "p-limit";
import {benchmarkRow} from "../../schema/problem.js";
import type {OwnVerifier} from "../../schema/study/own-verifier.js";
import {UserError} from "../../schema/user-error.js";
import type {Judgement} from "../../schema/verdict.js";
import type {Item, Verifier} from "../verifier.js";
import {CommandFailure, CommandProcess} from "./command-process.js";
import {parseJudgement, verifierError} from "./parse-judgement.js";

/** Seconds for a completion, and for the start of a process besides, where the study gives none. */
const defaults = {timeLimit: 10, startLimit: 30};

/** A command that has failed so often without one answer is not asked again. */
const TRIES_WITHOUT_ANSWER = 10;

/**
 * A user's command as a verifier: processes that read JSON lines `{problem, completion}` and answer each with one line
 * `{verdict, extracted?, reason?}`. A crash, a limit that is not kept or a line that is no verdict is an error for that
 * completion, and the process starts anew. Throws a UserError for a program that does not exist.
 */
export async function createCommandVerifier(
  own: OwnVerifier,
  workers = availableParallelism()
): Promise<Verifier> {
  const verifier = new CommandVerifier(own, workers);
  await verifier.start();
  return verifier;
}

class CommandVerifier implements Verifier {
  readonly id: string;
  readonly version = 1;
  private readonly own: OwnVerifier;
  private readonly limit: ReturnType<typeof pLimit>;
  private readonly idle: CommandProcess[] = [];
  private readonly busy = new Set<CommandProcess>();
  private hasAnswered = false;
  private failures = 0;
  private lastFailure = "";

  constructor(own: OwnVerifier, workers: number) {
    this.id = own.id;
    this.own = own;
    this.limit = pLimit(workers);
  }

  async start(): Promise<void> {
    const first = this.newProcess();
    try {
      await first.started;
    } catch (error) {
      const {command, where} = this.own;
      const {code, message} = error as NodeJS.ErrnoException;
      const why = code === "ENOENT" ? "no such program" : message;
      throw new UserError(`${where}: cannot run ${command![0]!}: ${why}`, {cause: error});
    }
    this.idle.push(first);
  }

  async judge(items: readonly Item[]): Promise<Judgement[]> {
    return Promise.all(items.map((item) => this.limit(() => this.judgeItem(item))));
  }

  async close(): Promise<void> {
    await Promise.all([...this.idle, ...this.busy].map((each) => each.close()));
  }

  private async judgeItem({problem, completion}: Item): Promise<Judgement> {
    if (!this.hasAnswered && this.failures >= TRIES_WITHOUT_ANSWER)
      return verifierError(`not asked: the command has answered nothing; last: ${this.lastFailure}`);
    const question = JSON.stringify({problem: benchmarkRow(problem), completion});
    let asked = this.idleProcess();
    try {
      // A process that ended after its last answer is not this completion's fault.
      const answer = await this.ask(asked, question).catch((error: unknown) => {
        if (asked.answered === 0 || (error as CommandFailure).reason !== "crash") throw error;
        asked = this.newProcess();
        return this.ask(asked, question);
      });
      return await this.read(answer, asked);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      this.failures++;
      this.lastFailure = error.message;
      return verifierError(error, error.reason);
    }
  }

  private async ask(asked: CommandProcess, question: string): Promise<string> {
    const {timeLimit, startLimit} = this.own;
    const start = asked.answered === 0 ? (startLimit ?? defaults.startLimit) : 0;
    this.busy.add(asked);
    try {
      return await asked.ask(question, 1000 * (start + (timeLimit ?? defaults.timeLimit)));
    } finally {
      this.busy.delete(asked);
    }
  }

  /** The judgement of an answer. A process whose answer is none is not asked again: its lines may be out of step. */
  private async read(answer: string, asked: CommandProcess): Promise<Judgement> {
    let judgement: Judgement;
    try {
      judgement = parseJudgement(JSON.parse(answer));
    } catch (error) {
      await asked.close();
      const shown = answer.length > 100 ? `${answer.slice(0, 99)}…` : answer;
      throw new CommandFailure("verifier_error", `${(error as Error).message} (it wrote: ${shown})`);
    }
    this.hasAnswered = true;
    this.idle.push(asked);
    return judgement;
  }

  /** A process that can be asked: one that ended by itself is replaced. */
  private idleProcess(): CommandProcess {
    for (let each = this.idle.pop(); each !== undefined; each = this.idle.pop())
      if (each.isUsable) return each;
    return this.newProcess();
  }

  private newProcess(): CommandProcess {
    return new CommandProcess(this.own.command!, this.own.folder);
  }
}
