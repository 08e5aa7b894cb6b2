import {trainModel} from "../../loaders/training/run/train-model.js";
import {interruptSignal} from "../shared/interrupt.js";
import {positiveInteger} from "../shared/option-values.js";
import {showProgress} from "../shared/progress.js";
import {runScript} from "../shared/run-script.js";
import {toolCommand, writablePath} from "../shared/tool-command.js";

interface TrainCommandOptions {
  threads: number;
  fresh?: boolean;
}

await runScript(async () => {
  const program = toolCommand("train")
    .argument("<recipe>", "recipe file, for example data/models/countdown-base/recipe.yaml")
    .option(
      "--threads <n>",
      "threads of the training graph; with another number the weights differ in low bits",
      positiveInteger,
      1
    )
    .option("--fresh", "start at step 0 even if a stopped run can be resumed")
    .parse();
  const [recipe] = program.args as [string];
  writablePath(recipe, "a recipe in");
  const {threads, fresh} = program.opts<TrainCommandOptions>();
  const finished = await trainModel({
    recipe,
    threads,
    fresh,
    date: new Date().toISOString().slice(0, 10),
    onProgress: showProgress(`train  ${recipe}`, "steps"),
    onStep: ({step, loss, reward, entropy, validation_pass_at_1: passAt1}) => {
      if (passAt1 === null) return;
      const parts = [`loss ${format(loss)}`, `reward ${format(reward)}`, `entropy ${format(entropy)}`];
      console.error(`step ${step!}: ${parts.join(", ")}, validation pass@1 ${format(passAt1)}`);
    },
    signal: interruptSignal()
  });
  console.error(finished ? "train: done" : "train: stopped; run again to go on");
});

function format(value: number | null): string {
  return value === null ? "-" : value.toFixed(4);
}
