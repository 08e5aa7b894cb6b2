import {readBenchmark} from "../../../loaders/benchmarks/read-benchmark.js";
import {studyCells} from "../../../loaders/schema/study/study-cells.js";
import type {Study} from "../../../loaders/schema/study.js";
import type {LiveState} from "../../../loaders/site/live/live-state.js";
import {Database} from "../../../loaders/store/database.js";
import {parquetRowCounts} from "../../../loaders/store/parquet.js";
import {parquetFiles, type RunFolder} from "../../../loaders/store/run-folder.js";

/** How far a live run is, as its pages are told. */
export class LiveProgress {
  state: LiveState;

  private constructor(drawn: number, total: number) {
    this.state = {build: 0, judged: 0, drawn, total, step: "starting", isDone: false};
  }

  static async of(study: Study, run: RunFolder): Promise<LiveProgress> {
    const {drawn, total} = await storedCompletions(study, run);
    return new LiveProgress(drawn, total);
  }

  says(step: string): void {
    this.state = {...this.state, step};
  }

  drew(more: number): void {
    this.state = {...this.state, drawn: this.state.drawn + more};
  }

  /** There is a new build, which rests on this many completions. */
  built(judged: number): void {
    this.state = {...this.state, build: this.state.build + 1, judged};
  }

  /** There is the last build. */
  finished(): void {
    const {build, drawn} = this.state;
    this.state = {...this.state, build: build + 1, judged: drawn, isDone: true};
  }
}

/** How many completions of a study a run has, and how many the study asks for; imported ones do not count. */
export async function storedCompletions(
  study: Study,
  run: RunFolder
): Promise<{drawn: number; total: number}> {
  const database = await Database.open();
  try {
    const sum = {drawn: 0, total: 0};
    for (const {policy, benchmark, n} of studyCells(study)) {
      if (policy.samples !== null) continue;
      const counts = await parquetRowCounts(database, parquetFiles(run.completions(benchmark.id, policy.id)));
      const wanted = readBenchmark(benchmark).length * n;
      const there = [...counts.values()].reduce((rows, count) => rows + count, 0);
      sum.total += wanted;
      sum.drawn += Math.min(wanted, there);
    }
    return sum;
  } finally {
    database.close();
  }
}
