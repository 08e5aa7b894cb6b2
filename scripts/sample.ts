import {priceStudy} from "../loaders/sampling/price-study.js";
import {priceTable, priceTotals} from "../loaders/sampling/price-table.js";
import {adaptivePrice, adaptivePriceText} from "../loaders/settling/adaptive-price.js";
import {UserError} from "../loaders/schema/user-error.js";
import {adaptiveStep} from "./shared/adaptive-step.js";
import {onRun} from "./shared/cluster/bucket-runs.js";
import {interruptSignal} from "./shared/interrupt.js";
import {integerUpTo, numberWithin} from "./shared/option-values.js";
import type {Shard} from "../loaders/schema/sharding/shard.js";
import {runScript} from "./shared/run-script.js";
import {withShard} from "./shared/cluster/shard-option.js";
import {sampleStep} from "./shared/steps.js";
import {
  openStudy,
  studyCommand,
  studyOptions,
  withAllowCode,
  withBucketRuns,
  type StudyOptions
} from "./shared/study-command.js";

/** Completions that one file, and the memory while it is drawn, may hold. */
const mostChunk = 2 ** 20;

interface SampleOptions {
  chunk?: number;
  storeEvery?: number;
  dryRun?: boolean;
  shard?: Shard;
  json?: boolean;
}

await runScript(async () => {
  const command = withShard(withBucketRuns(withAllowCode(studyCommand("sample"))));
  command
    .option(
      "--chunk <count>",
      "completions per file: what a kill may lose (default: 8192 a file, and a kill may lose eight of micro models)",
      integerUpTo(mostChunk)
    )
    .option(
      "--store-every <seconds>",
      "store what servers answered so often: what a kill may lose of it (default: 30)",
      numberWithin(0.01, 86_400)
    )
    .option("--dry-run", "draw nothing: say what is missing, and how many tokens it takes at the most")
    .option("--json", "with --dry-run: print JSON for programs");
  const options = studyOptions<SampleOptions>(command);
  if (options.json === true && options.dryRun !== true)
    throw new UserError("--json prints the price of a study: give --dry-run too");
  await onRun(options, {shard: options.shard}, () => sample(options));
});

async function sample(options: SampleOptions & StudyOptions): Promise<void> {
  if (options.dryRun === true) {
    const {study, run} = openStudy(options);
    const cells = await priceStudy(study, run);
    const adaptive = study.adaptive === null ? null : adaptivePrice(cells, study.adaptive);
    const more = adaptive === null ? {} : {adaptive};
    console.log(
      options.json === true
        ? JSON.stringify({study: study.id, cells, total: priceTotals(cells), ...more}, null, 2)
        : [priceTable(cells), ...(adaptive === null ? [] : [adaptivePriceText(adaptive)])].join("\n")
    );
    return;
  }
  const {chunk: chunkSize, storeEvery, shard} = options;
  if (shard !== undefined && chunkSize !== undefined)
    throw new UserError(
      "--chunk does not go with --shard: all shards must cut completions into the same files"
    );
  const storeMs = storeEvery === undefined ? undefined : 1000 * storeEvery;
  const step = {...openStudy(options), signal: interruptSignal(), shard};
  const {adaptive} = step.study;
  if (shard !== undefined && adaptive !== null)
    throw new UserError(
      `${step.study.where(["adaptive"])}: n is adaptive, so that what is drawn depends on all verdicts so far: run it without --shard, or give a fixed n`
    );
  await (adaptive === null
    ? sampleStep(step, {chunkSize, storeMs})
    : adaptiveStep(step, adaptive, {chunkSize, storeMs}));
}
