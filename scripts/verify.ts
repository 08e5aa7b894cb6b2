import {judgePairs, pairItem} from "../loaders/judging/judge-pairs.js";
import type {Shard} from "../loaders/schema/sharding/shard.js";
import {UserError} from "../loaders/schema/user-error.js";
import {createVerifier} from "../loaders/verification/create-verifier.js";
import {explain} from "../loaders/verification/explain.js";
import {goldIsText} from "../loaders/verification/find-verifier.js";
import {onRun} from "./shared/cluster/bucket-runs.js";
import {interruptSignal} from "./shared/interrupt.js";
import {positiveInteger} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {withShard} from "./shared/cluster/shard-option.js";
import {givenVerifier, verifyStep} from "./shared/steps.js";
import {
  openStudy,
  studyCommand,
  studyOptions,
  withAllowCode,
  withBucketRuns
} from "./shared/study-command.js";

interface VerifyOptions {
  allowCode?: boolean;
  verifier?: string;
  workers?: number;
  retryErrors?: boolean;
  pairs?: string;
  explain?: boolean;
  output?: string;
  gold?: string;
  benchmark?: string;
  cut?: boolean;
  shard?: Shard;
}

await runScript(async () => {
  const command = withBucketRuns(withShard(withAllowCode(studyCommand("verify"))))
    .option(
      "--verifier <id>",
      "judge with this verifier, or module of yours, instead of each benchmark's own"
    )
    .option("--workers <count>", "worker threads or processes (default: one a core)", positiveInteger)
    .option("--retry-errors", "judge again what the verifier failed on")
    .option(
      "--pairs <file>",
      "judge JSON lines {output, gold, benchmark?, finish_reason?} instead; one JSON line each on stdout"
    )
    .option(
      "--explain",
      "explain the verdict on --output against --gold instead, by --verifier (default: math@strict)"
    )
    .option("--output <text>", "with --explain: a completion")
    .option("--gold <text>", "with --explain: the reference answer; JSON for verifiers that need an object")
    .option("--benchmark <id>", "with --explain: the benchmark, where the verifier heeds it")
    .option("--cut", "with --explain: the completion met the token limit (finish reason length)");
  const options = studyOptions<VerifyOptions>(
    command,
    ({explain: isExplained, pairs}) => isExplained !== true && pairs === undefined
  );
  if (options.explain) await explainVerdict(options);
  else if (options.pairs !== undefined) await verifyPairs(options.pairs, options);
  else
    await onRun(options, {shard: options.shard}, () =>
      verifyStep({...openStudy(options), signal: interruptSignal(), shard: options.shard}, options)
    );
});

async function verifyPairs(file: string, {verifier: name, workers, allowCode}: VerifyOptions): Promise<void> {
  if (name === undefined) throw new UserError("--pairs needs --verifier ID");
  const {id, own} = givenVerifier(name);
  const verifier = await createVerifier(id, {workers, own, allowCode});
  try {
    for await (const {extracted, verdict, reason, rule} of judgePairs(file, verifier)) {
      process.stdout.write(JSON.stringify({extracted, verdict, reason, rule}) + "\n");
    }
  } finally {
    await verifier.close();
  }
}

async function explainVerdict({
  verifier = "math@strict",
  output,
  gold,
  benchmark,
  cut = false,
  allowCode
}: VerifyOptions): Promise<void> {
  if (output === undefined || gold === undefined) throw new UserError("--explain needs --output and --gold");
  const {id, own} = givenVerifier(verifier);
  const isText = goldIsText(id);
  const item = pairItem(output, isText ? gold : parseGold(gold), benchmark, cut ? "length" : "stop");
  for (const [label, text] of await explain(id, item, {own, allowCode}))
    console.log(`${label.padEnd(21)}${text}`);
}

function parseGold(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`--gold must be JSON for this verifier: ${(error as Error).message}`, {cause: error});
  }
}
