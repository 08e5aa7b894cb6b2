import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parameterShapes} from "../../../loaders/engines/micro/architecture.js";
import {configFile, configText, weightsFile} from "../../../loaders/engines/micro/model-folder.js";
import {encodeSafetensors} from "../../../loaders/engines/micro/safetensors.js";
import type {PretrainRecipe} from "../../../loaders/training/recipe/recipe.js";
import {pretraining} from "../../../loaders/training/supervised/pretraining.js";
import type {Task} from "../../../loaders/training/tasks/task.js";

/** Chains for problem i of `countdownProblems`, a + b = c; all name the right answer. */
export const chains = {
  valid: [
    (a: number, b: number) => `${a} + ${b} = ${a + b}`,
    (a: number, b: number) => `${b} + ${a} = ${a + b}`
  ],
  invalid: [
    (a: number, b: number) => `${a} * ${b} = ${a + b}`,
    (a: number, b: number) => `${a} + ${a} = ${a + b}`,
    (a: number, b: number) => `${b} - ${a} = ${a + b}`
  ]
} as const;

/** What the trained judge is asked, in its vocabulary. */
export const judgeTemplate = "judge {completion} of {problem}\n";

const PROBLEMS = 12;

/** Trains a micro model to say of such a chain whether it is valid, and writes it to `folder`; some seconds. */
export async function trainJudge(folder: string): Promise<void> {
  const words = ["numbers", "target", "judge", "of", "+", "-", "*", "=", "valid", "invalid"];
  const numbers = Array.from({length: 2 * PROBLEMS + 4}, (_, i) => String(i));
  const task: Task = {
    words: [...words, ...numbers],
    drawDocument: (random) => {
      const i = random.below(PROBLEMS);
      const label = random.uniform() < 0.5 ? "valid" : "invalid";
      const chain = chains[label][random.below(chains[label].length)]!(i + 1, i + 2);
      return {prompt: `judge ${chain} of numbers ${i + 1} ${i + 2} target ${2 * i + 3}`, completion: label};
    },
    drawProblem: () => {
      throw new Error("a judge has no problems to practise on");
    },
    reward: () => 0
  };
  const recipe = {
    kind: "pretrain",
    seed: 5,
    batch: 64,
    architecture: {layers: 2, width: 32, heads: 2, hidden: 64, context: 32, tied_head: false},
    optimizer: {beta1: 0.9, beta2: 0.95, weight_decay: 0.01, max_gradient_norm: 1}
  } as unknown as PretrainRecipe;
  const objective = await pretraining(recipe, task, 1);
  const networks = objective.start();
  const steps = 400;
  for (let step = 0; step < steps; step++) await objective.step(networks, step, 0.005 * (1 - step / steps));
  await objective.close();
  const {architecture} = objective;
  const tensors = parameterShapes(architecture).map(({name, shape}) => {
    return {name, shape, data: networks.policy.parameters.get(name)!};
  });
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, configFile), configText(architecture, objective.words));
  writeFileSync(join(folder, weightsFile), encodeSafetensors({tensors, metadata: {}}));
}
