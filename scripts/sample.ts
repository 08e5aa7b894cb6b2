import {interruptSignal} from "./interrupt.js";
import {runScript} from "./run-script.js";
import {sampleStep} from "./steps.js";
import {positiveInteger} from "./option-values.js";
import {openStudy, studyCommand, studyOptions, withAllowCode} from "./study-command.js";

await runScript(async () => {
  const command = withAllowCode(studyCommand("sample")).option(
    "--chunk <count>",
    "completions per file: what a kill may lose (default: 8192)",
    positiveInteger
  );
  const options = studyOptions<{chunk?: number}>(command);
  await sampleStep({...openStudy(options), signal: interruptSignal()}, options.chunk);
});
