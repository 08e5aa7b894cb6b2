import {basename} from "node:path";
import {withImagePath} from "../benchmarks/image-path.js";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import type {Engine} from "../engines/engine.js";
import type {ModelAccess} from "../engines/model-access.js";
import type {OnProgress} from "../schema/progress.js";
import type {Shard} from "../schema/sharding/shard.js";
import {studyCells, type StudyCell} from "../schema/study/study-cells.js";
import type {Benchmark, Policy, Study} from "../schema/study.js";
import {fileHash} from "../store/file-hash.js";
import {updateManifest} from "../store/manifest.js";
import type {RunFolder} from "../store/run-folder.js";
import {drawCompletions} from "./draw.js";
import type {DrawResult} from "./draw-options.js";
import {refuseLeftVerdicts} from "./left-verdicts.js";
import {checkPlanSize} from "./plan.js";
import {Relay} from "./relay.js";
import {claimIdentity, stoppingText} from "./sampling-identity.js";
import {cellPrompt} from "../prompts/cell-prompt.js";
import {checkPrompts} from "./check-prompts.js";
import {cellTokenRoom} from "./cell-token-room.js";

export interface SampleStudyOptions {
  study: Study;
  run: RunFolder;
  models: Pick<ModelAccess, "source" | "load" | "room">;
  /** Ids of problems of which no more are drawn for a cell. */
  closed?: ((cell: StudyCell) => ReadonlySet<string>) | undefined;
  /** The part of the problems whose completions are drawn, beside other processes; null or not given for all. */
  shard?: Shard | null | undefined;
  chunkSize?: number | undefined;
  storeMs?: number | undefined;
  /** Today, ISO 8601: the date of what is drawn now. */
  date: string;
  /** Versions of what draws now; goes into the manifest with the date. */
  drawnWith?: Record<string, string> | undefined;
  /** Told of requests of one policy on one benchmark that gave no completion. */
  onFailed?: (cell: StudyCell, failed: number) => void;
  /** Told each cell of which everything there will be is stored. */
  onStored?: ((cell: StudyCell) => void) | undefined;
  /** Told what was found out about the servers of a policy. */
  onFound?: (policy: Policy, lines: readonly string[]) => void;
  /** Starts the progress of one policy on one benchmark. */
  onStart?: (policy: Policy, benchmark: Benchmark) => OnProgress;
  signal?: AbortSignal | undefined;
}

/**
 * Draws what a study lacks, in the order of its experiments. A model is loaded only if completions of it are missing, and
 * stays loaded while the same policy goes on.
 */
export async function sampleStudy(options: SampleStudyOptions): Promise<DrawResult> {
  const {study, run, models, signal} = options;
  const total: DrawResult = {drawn: 0, failed: 0};
  checkPrompts(study);
  checkSizes(study);
  const rooms = await tokenRooms(study, models);
  const relay = new Relay();
  const sampled = async (cell: StudyCell, how: Pick<SampleCellOptions, "source" | "engine" | "onDrawn">) => {
    const result = await sampleCell(cell, {...options, ...how, room: rooms.get(roomKey(cell)) ?? null});
    total.drawn += result.drawn;
    total.failed += result.failed;
    if (result.failed > 0) options.onFailed?.(cell, result.failed);
    if (result.drawn > 0)
      await updateManifest(run, {date: options.date, provenance: options.drawnWith ?? {}});
    options.onStored?.(cell);
  };
  try {
    for (const cells of runsOfOnePolicy(drawnCells(study))) {
      const {policy} = cells[0]!;
      const source = await models.source(policy);
      const engine = lazily(() => models.load(policy));
      try {
        for (const cell of cells) {
          if (signal?.aborted) return total;
          await relay.run((onDrawn) => sampled(cell, {source, engine: engine.get, onDrawn}));
        }
      } finally {
        await engine.close();
      }
      await updateManifest(run, {sources: {[policy.id]: source}});
    }
  } finally {
    await relay.end();
  }
  return total;
}

/** Before anything is drawn, so that a study which is too large leaves no trace. */
function checkSizes(study: Study): void {
  const problems = new Map<Benchmark, number>();
  for (const {policy, benchmark, n} of drawnCells(study)) {
    const count = problems.get(benchmark) ?? readBenchmark(benchmark).length;
    problems.set(benchmark, count);
    checkPlanSize(count, n, `${policy.id} on ${benchmark.id}`);
  }
}

/** What the context leaves to the prompts of each cell, before anything is drawn; see `cellTokenRoom`. */
async function tokenRooms(
  study: Study,
  models: SampleStudyOptions["models"]
): Promise<Map<string, number | null>> {
  const rooms = new Map<string, number | null>();
  for (const cell of drawnCells(study)) rooms.set(roomKey(cell), await cellTokenRoom(cell, models));
  return rooms;
}

function roomKey({policy, benchmark}: StudyCell): string {
  return JSON.stringify([policy.id, benchmark.id]);
}

/** The cells whose completions an engine draws: the others are imported. */
function drawnCells(study: Study): StudyCell[] {
  return studyCells(study).filter(({policy}) => policy.samples === null);
}

/** The cells in their order, cut where the policy changes. */
function runsOfOnePolicy(cells: readonly StudyCell[]): StudyCell[][] {
  const runs: StudyCell[][] = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    if (last?.[0]!.policy === cell.policy) last.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

interface SampleCellOptions extends SampleStudyOptions {
  source: string;
  engine: () => Promise<Engine>;
  /** See `DrawOptions`. */
  onDrawn: () => void;
  /** See `cellTokenRoom`. */
  room: number | null;
}

async function sampleCell(
  cell: StudyCell,
  {
    study,
    run,
    closed,
    shard,
    chunkSize,
    storeMs,
    onStart,
    onFound,
    onDrawn,
    signal,
    source,
    engine,
    room
  }: SampleCellOptions
): Promise<DrawResult> {
  const {policy, benchmark, n} = cell;
  const given = readBenchmark(benchmark);
  const problems = fileHash(benchmark.problems);
  const {prefill, power} = policy.sampling;
  const prompt = cellPrompt({policy, benchmark});
  const identity = {
    study_seed: study.seed,
    engine: policy.engine,
    source,
    temperature: policy.sampling.temperature,
    top_p: policy.sampling.topP,
    max_tokens: policy.sampling.maxTokens,
    ...(power === null ? {} : {power}),
    ...(prefill === null ? {} : {prefill}),
    ...(prompt === null ? {} : {prompt: prompt.sha256}),
    ...(policy.sampling.stopping === null ? {} : {stopping: stoppingText(policy.sampling.stopping)}),
    problems
  };
  refuseLeftVerdicts(run, benchmark.id, policy.id);
  await claimIdentity(run.samplingIdentity(benchmark.id, policy.id), identity, room);
  await updateManifest(run, {provenance: {[`sha256 of ${basename(benchmark.problems)}`]: problems}});
  return drawCompletions({
    run,
    benchmark: benchmark.id,
    policy: policy.id,
    problems: given.map((problem) => withImagePath(problem, benchmark)),
    n,
    closed: closed?.(cell),
    shard,
    studySeed: study.seed,
    prefill,
    prompt,
    engine,
    source,
    chunkSize,
    storeMs,
    onProgress: onStart?.(policy, benchmark),
    onFound: (lines) => onFound?.(policy, lines),
    onDrawn,
    signal
  });
}

/** Loads an engine at the first call of `get`, and closes it only if there was one. */
function lazily(load: () => Promise<Engine>): {get: () => Promise<Engine>; close: () => Promise<void>} {
  let engine: Promise<Engine> | undefined;
  return {
    get: () => (engine ??= load()),
    close: async () => (await engine)?.close()
  };
}
