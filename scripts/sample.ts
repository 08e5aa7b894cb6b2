import {interruptSignal} from "./interrupt.js";
import {runScript} from "./run-script.js";
import {sampleStep} from "./steps.js";
import {positiveInteger} from "./option-values.js";
import {openStudy, studyCommand, withAllowCode, type StudyOptions} from "./study-command.js";

await runScript(async () => {
  const command = withAllowCode(studyCommand("npm run sample --", "Draw the completions that a study lacks."))
    .option("--chunk <count>", "completions per file: what a kill may lose (default: 8192)", positiveInteger)
    .parse();
  const options = command.opts<StudyOptions & {chunk?: number}>();
  await sampleStep({...openStudy(options), signal: interruptSignal()}, options.chunk);
});
