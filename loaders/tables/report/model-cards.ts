import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import type {ModelCard} from "../../../src/metrics/study/model-card.js";
import {trainingFolder} from "../../engines/training-folder.js";
import {UserError} from "../../schema/user-error.js";
import {reportInput} from "../views/report-input.js";

const cardSchema = type({
  "+": "delete",
  kind: "string",
  parameters: "number",
  seed: "number",
  steps: "number",
  tokens: "number",
  "learning_rate?": "number",
  seconds: "number",
  date: "string",
  validation_pass_at_1: type({"+": "delete", step: "number", value: "number"}).array()
});

/** The cards of the study's models that have one, in the study's order. Throws a UserError that names a file that is no card. */
export function modelCards(environment: NodeJS.ProcessEnv): ModelCard[] {
  const {study} = reportInput(environment);
  return study.policies.flatMap((policy) => {
    const folder = trainingFolder(policy);
    const file = folder === null ? null : join(folder, "card.json");
    return file !== null && existsSync(file) ? [{policy: policy.id, ...readCard(file)}] : [];
  });
}

function readCard(file: string): Omit<ModelCard, "policy"> {
  try {
    const card = cardSchema.assert(JSON.parse(readFileSync(file, "utf8")));
    return {...card, learning_rate: card.learning_rate ?? null};
  } catch (error) {
    throw new UserError(`invalid model card ${file}: ${(error as Error).message}; train the model again`, {
      cause: error
    });
  }
}
