import {judgePairs} from "../loaders/judging/judge-pairs.js";
import {UserError} from "../loaders/schema/user-error.js";
import {createVerifier} from "../loaders/verification/create-verifier.js";
import {interruptSignal} from "./interrupt.js";
import {runScript} from "./run-script.js";
import {verifyStep} from "./steps.js";
import {openStudy, positiveInteger, studyCommand, type StudyOptions} from "./study-command.js";

interface VerifyOptions extends StudyOptions {
  verifier?: string;
  workers?: number;
  retryErrors?: boolean;
  pairs?: string;
}

await runScript(async () => {
  const command = studyCommand("npm run verify --", "Judge every completion that has no verdict yet.")
    .option("--verifier <id>", "judge with this verifier instead of each benchmark's own")
    .option("--workers <count>", "worker threads or processes (default: one a core)", positiveInteger)
    .option("--retry-errors", "judge again what the verifier failed on")
    .option(
      "--pairs <file>",
      "judge JSON lines {output, gold, benchmark?} instead; one JSON line each on stdout"
    )
    .parse();
  const options = command.opts<VerifyOptions>();
  if (options.pairs !== undefined) await verifyPairs(options.pairs, options);
  else await verifyStep({...openStudy(options), signal: interruptSignal()}, options);
});

async function verifyPairs(file: string, {verifier: id, workers}: VerifyOptions): Promise<void> {
  if (id === undefined) throw new UserError("--pairs needs --verifier ID");
  const verifier = createVerifier(id, {workers});
  try {
    for await (const {extracted, verdict, reason, rule} of judgePairs(file, verifier)) {
      process.stdout.write(JSON.stringify({extracted, verdict, reason, rule}) + "\n");
    }
  } finally {
    await verifier.close();
  }
}
