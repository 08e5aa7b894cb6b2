import {interruptSignal} from "./shared/interrupt.js";
import {integerUpTo} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {sampleStep} from "./shared/steps.js";
import {openStudy, studyCommand, studyOptions, withAllowCode} from "./shared/study-command.js";

/** Completions that one file, and the memory while it is drawn, may hold. */
const mostChunk = 2 ** 20;

await runScript(async () => {
  const command = withAllowCode(studyCommand("sample")).option(
    "--chunk <count>",
    "completions per file: what a kill may lose (default: 8192)",
    integerUpTo(mostChunk)
  );
  const options = studyOptions<{chunk?: number}>(command);
  await sampleStep({...openStudy(options), signal: interruptSignal()}, {chunkSize: options.chunk});
});
