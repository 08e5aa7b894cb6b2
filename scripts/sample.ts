import {interruptSignal} from "./shared/interrupt.js";
import {positiveInteger} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {sampleStep} from "./shared/steps.js";
import {openStudy, studyCommand, studyOptions, withAllowCode} from "./shared/study-command.js";

await runScript(async () => {
  const command = withAllowCode(studyCommand("sample")).option(
    "--chunk <count>",
    "completions per file: what a kill may lose (default: 8192)",
    positiveInteger
  );
  const options = studyOptions<{chunk?: number}>(command);
  await sampleStep({...openStudy(options), signal: interruptSignal()}, options.chunk);
});
