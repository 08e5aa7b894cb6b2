import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import type {ModelCard} from "../../../src/metrics/study/model-card.js";
import {trainingFolder} from "../../engines/training-folder.js";
import {readJsonFile} from "../../schema/json-file.js";
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
  const card = readJsonFile(file, cardSchema, {what: "model card", remedy: "train the model again"});
  return {...card, learning_rate: card.learning_rate ?? null};
}
