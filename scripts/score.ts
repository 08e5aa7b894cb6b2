import type {Shard} from "../loaders/schema/sharding/shard.js";
import {UserError} from "../loaders/schema/user-error.js";
import {readPairs, scorePairs} from "../loaders/scoring/score-pairs.js";
import {onRun} from "./shared/cluster/bucket-runs.js";
import {interruptSignal} from "./shared/interrupt.js";
import {runScript} from "./shared/run-script.js";
import {exactStep, supportStep} from "./shared/exact-step.js";
import {withShard} from "./shared/cluster/shard-option.js";
import {scoreStep} from "./shared/steps.js";
import {
  openStudy,
  studyCommand,
  studyOptions,
  withAllowCode,
  withBucketRuns
} from "./shared/study-command.js";

interface ScoreOptions {
  tokens?: boolean;
  model?: string;
  prompt?: string;
  completion?: string;
  pairs?: string;
  exact?: boolean;
  shard?: Shard;
}

await runScript(async () => {
  const command = withBucketRuns(withShard(withAllowCode(studyCommand("score"))))
    .option("--exact", "sum the probabilities of all solutions of each problem, where they can be enumerated")
    .option("--tokens", "score single tokens instead: one JSON line a completion on stdout")
    .option("--model <folder>", "with --tokens: a micro model")
    .option("--prompt <text>", "with --tokens: what stands before the completion")
    .option("--completion <text>", "with --tokens: the completion, which ended by itself")
    .option("--pairs <file>", "with --tokens: JSON lines {prompt, completion, image?, finish_reason?}");
  const options = studyOptions<ScoreOptions>(command, ({tokens}) => tokens !== true);
  if (options.tokens) await scoreTokens(options);
  else
    await onRun(options, {shard: options.shard}, async () => {
      const step = {...openStudy(options), signal: interruptSignal(), shard: options.shard};
      if (options.exact) {
        await exactStep(step);
        return;
      }
      await scoreStep(step);
      if (!step.signal.aborted) await supportStep(step);
    });
});

async function scoreTokens({model, prompt, completion, pairs}: ScoreOptions): Promise<void> {
  if (model === undefined) throw new UserError("--tokens needs --model FOLDER");
  const given = pairs === undefined ? onePair(prompt, completion) : readPairs(pairs);
  for await (const scored of scorePairs(model, given)) process.stdout.write(JSON.stringify(scored) + "\n");
}

// oxlint-disable-next-line typescript/require-await -- the same kind of iterable as readPairs gives
async function* onePair(
  prompt: string | undefined,
  completion: string | undefined
): ReturnType<typeof readPairs> {
  if (prompt === undefined || completion === undefined)
    throw new UserError("--tokens needs --prompt and --completion, or --pairs FILE");
  yield {where: "--completion", request: {prompt, completion, finishReason: "stop"}};
}
