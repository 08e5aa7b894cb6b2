import {createHash} from "node:crypto";
import {join} from "node:path";
import {type} from "arktype";
import {parseJson} from "../../schema/parse-json.js";
import {decodeText, readBytes} from "../../schema/text-file.js";
import {UserError} from "../../schema/user-error.js";
import {command} from "../../workspace/command.js";
import {architectureSchema, parameterShapes, type Architecture, type Parameters} from "./architecture.js";
import {decodeSafetensors} from "./safetensors.js";

/** Files of a model's folder. */
export const weightsFile = "model.safetensors";
export const configFile = "config.json";

/** A model as it lies in its folder. */
export interface MicroModel {
  architecture: Architecture;
  /** One word a token. */
  words: string[];
  parameters: Parameters;
  /** sha256 of config.json and the weights file, in hexadecimal: any change of either makes another model. */
  source: string;
}

const configSchema = type({"+": "reject", architecture: architectureSchema, words: "string[]"});

/** The text of config.json. */
export function configText(architecture: Architecture, words: readonly string[]): string {
  return `${JSON.stringify({architecture, words}, null, 2)}\n`;
}

/**
 * Reads config.json and model.safetensors of a folder. Throws a UserError that names the file where one is missing, damaged
 * or does not fit the other. `named` is the place that names the folder.
 */
export function readModelFolder(folder: string, named?: string): MicroModel {
  const weightsPath = join(folder, weightsFile);
  const {architecture, words, bytes: config} = readModelConfig(folder, named);
  const weights = readBytes(weightsPath, {hint: hintOf(folder, named)});
  const parameters = checkParameters(architecture, weights, weightsPath);
  const source = createHash("sha256").update(config).update(weights).digest("hex");
  return {architecture, words, parameters, source};
}

/** config.json alone, checked: what a model is, without its weights. */
export function readModelConfig(
  folder: string,
  named?: string
): Pick<MicroModel, "architecture" | "words"> & {bytes: Buffer} {
  const file = join(folder, configFile);
  const bytes = readBytes(file, {hint: hintOf(folder, named)});
  return {...parseConfig(decodeText(bytes, file), file), bytes};
}

function hintOf(folder: string, named: string | undefined): string {
  const place = named === undefined ? "" : `${named} names it; `;
  return `${place}train the model with: ${command("train", `${folder}/recipe.yaml`)}`;
}

function parseConfig(text: string, file: string): typeof configSchema.infer {
  const config = configSchema(parseJson(text, `${file}: invalid model configuration`));
  if (config instanceof type.errors)
    throw new UserError(`${file}: invalid model configuration: ${config.summary}`);
  if (config.words.length !== config.architecture.vocabulary) {
    const counts = `${config.words.length} words, but the architecture has a vocabulary of ${config.architecture.vocabulary}`;
    throw new UserError(`${file}: invalid model configuration: ${counts}`);
  }
  return config;
}

function checkParameters(architecture: Architecture, bytes: Buffer, file: string): Parameters {
  const tensors = new Map(decodeSafetensors(bytes, file).tensors.map((tensor) => [tensor.name, tensor]));
  const expected = parameterShapes(architecture);
  for (const {name, shape} of expected) {
    const found = tensors.get(name);
    if (found === undefined)
      throw new UserError(`${file}: lacks the tensor ${name} that ${configFile} asks for`);
    if (found.shape.join() !== shape.join()) {
      throw new UserError(
        `${file}: tensor ${name} is [${found.shape.join()}], ${configFile} asks for [${shape.join()}]`
      );
    }
    if (!found.data.every(Number.isFinite))
      throw new UserError(`${file}: corrupt weights: tensor ${name} holds a number that is not finite`);
  }
  return new Map(expected.map(({name}) => [name, tensors.get(name)!.data]));
}
