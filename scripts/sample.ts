import {interruptSignal} from "./interrupt.js";
import {runScript} from "./run-script.js";
import {sampleStep} from "./steps.js";
import {openStudy, studyCommand, type StudyOptions} from "./study-command.js";

await runScript(async () => {
  const command = studyCommand("npm run sample --", "Draw the completions that a study lacks.").parse();
  await sampleStep({...openStudy(command.opts<StudyOptions>()), signal: interruptSignal()});
});
