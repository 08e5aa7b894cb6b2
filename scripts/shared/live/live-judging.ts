import {KeptJudges} from "../../../loaders/judging/kept-judges.js";
import type {StudyCell} from "../../../loaders/schema/study/study-cells.js";
import {verifyStep, type StepOptions} from "../steps.js";

/** Judges a study while it is drawn, one piece at a time, with verifiers that stay. */
export class LiveJudging {
  /** Verdicts so far. */
  judged = 0;
  private readonly step: StepOptions;
  private readonly judges = new KeptJudges();
  /** All that was asked for; once a piece has failed, what follows fails with the same. */
  private pieces: Promise<unknown> = Promise.resolve();

  constructor(step: StepOptions) {
    this.step = step;
  }

  /** Judges what is there and has no verdict, and returns how much that was; 0 after the signal. */
  all(isQuiet: boolean): Promise<number> {
    return this.next({...this.step, isQuiet});
  }

  /** Begins to judge a cell that is drawn, beside whatever comes next; a failure is told by the next `all`. */
  cell({policy, benchmark, n}: StudyCell): void {
    const {study} = this.step;
    const policies = [policy.id];
    const experiments = [{...study.experiments[0]!, policies, benchmarks: [benchmark.id], n}];
    this.next({...this.step, study: {...study, experiments}, isQuiet: true}).catch(() => undefined);
  }

  /** Ends the verifiers, after what is under way. */
  async close(): Promise<void> {
    await this.pieces.catch(() => undefined);
    await this.judges.close();
  }

  private next(step: StepOptions): Promise<number> {
    const {judges} = this;
    const piece = this.pieces.then(async () => {
      if (step.signal.aborted) return 0;
      const more = await verifyStep(step, {skipUnavailable: true, judges});
      this.judged += more;
      return more;
    });
    this.pieces = piece;
    return piece;
  }
}
