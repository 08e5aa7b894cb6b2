import {judgePairs, pairItem} from "../loaders/judging/judge-pairs.js";
import {UserError} from "../loaders/schema/user-error.js";
import {createVerifier} from "../loaders/verification/create-verifier.js";
import {explain} from "../loaders/verification/explain.js";
import {interruptSignal} from "./interrupt.js";
import {runScript} from "./run-script.js";
import {verifyStep} from "./steps.js";
import {positiveInteger} from "./option-values.js";
import {openStudy, studyCommand, studyOptions} from "./study-command.js";

interface VerifyOptions {
  verifier?: string;
  workers?: number;
  retryErrors?: boolean;
  pairs?: string;
  explain?: boolean;
  output?: string;
  gold?: string;
  benchmark?: string;
}

await runScript(async () => {
  const command = studyCommand("verify")
    .option("--verifier <id>", "judge with this verifier instead of each benchmark's own")
    .option("--workers <count>", "worker threads or processes (default: one a core)", positiveInteger)
    .option("--retry-errors", "judge again what the verifier failed on")
    .option(
      "--pairs <file>",
      "judge JSON lines {output, gold, benchmark?} instead; one JSON line each on stdout"
    )
    .option(
      "--explain",
      "explain the verdict on --output against --gold instead, by --verifier (default: math@strict)"
    )
    .option("--output <text>", "with --explain: a completion")
    .option("--gold <text>", "with --explain: the reference answer; JSON for verifiers that need an object")
    .option("--benchmark <id>", "with --explain: the benchmark, where the verifier heeds it");
  const options = studyOptions<VerifyOptions>(command);
  if (options.explain) await explainVerdict(options);
  else if (options.pairs !== undefined) await verifyPairs(options.pairs, options);
  else await verifyStep({...openStudy(options), signal: interruptSignal()}, options);
});

async function verifyPairs(file: string, {verifier: id, workers}: VerifyOptions): Promise<void> {
  if (id === undefined) throw new UserError("--pairs needs --verifier ID");
  const verifier = await createVerifier(id, {workers});
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
  benchmark
}: VerifyOptions): Promise<void> {
  if (output === undefined || gold === undefined) throw new UserError("--explain needs --output and --gold");
  const isText = verifier.startsWith("math@");
  const item = pairItem(output, isText ? gold : parseGold(gold), benchmark);
  for (const [label, text] of await explain(verifier, item)) console.log(`${label.padEnd(21)}${text}`);
}

function parseGold(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`--gold must be JSON for this verifier: ${(error as Error).message}`, {cause: error});
  }
}
