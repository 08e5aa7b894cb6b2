import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
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
 * or does not fit the other.
 */
export function readModelFolder(folder: string): MicroModel {
  const configPath = join(folder, configFile);
  const weightsPath = join(folder, weightsFile);
  const config = readBytes(configPath, folder);
  const {architecture, words} = parseConfig(config.toString("utf8"), configPath);
  const weights = readBytes(weightsPath, folder);
  const parameters = checkParameters(architecture, weights, weightsPath);
  const source = createHash("sha256").update(config).update(weights).digest("hex");
  return {architecture, words, parameters, source};
}

function readBytes(file: string, folder: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new UserError(`cannot read ${file}: ${message}`, {cause: error});
    throw new UserError(
      `no model in ${folder}: ${file} is missing; train it with: ${command("train", `${folder}/recipe.yaml`)}`,
      {
        cause: error
      }
    );
  }
}

function parseConfig(text: string, file: string): typeof configSchema.infer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`invalid model configuration ${file}: ${(error as Error).message}`, {cause: error});
  }
  const config = configSchema(value);
  if (config instanceof type.errors)
    throw new UserError(`invalid model configuration ${file}: ${config.summary}`);
  if (config.words.length !== config.architecture.vocabulary) {
    const counts = `${config.words.length} words, but the architecture has a vocabulary of ${config.architecture.vocabulary}`;
    throw new UserError(`invalid model configuration ${file}: ${counts}`);
  }
  return config;
}

function checkParameters(architecture: Architecture, bytes: Buffer, file: string): Parameters {
  const tensors = new Map(decodeSafetensors(bytes, file).tensors.map((tensor) => [tensor.name, tensor]));
  const expected = parameterShapes(architecture);
  for (const {name, shape} of expected) {
    const found = tensors.get(name);
    if (found === undefined)
      throw new UserError(`${file} lacks the tensor ${name} that ${configFile} asks for`);
    if (found.shape.join() !== shape.join()) {
      throw new UserError(
        `${file}: tensor ${name} is [${found.shape.join()}], ${configFile} asks for [${shape.join()}]`
      );
    }
    if (!found.data.every(Number.isFinite))
      throw new UserError(`corrupt weights ${file}: tensor ${name} holds a number that is not finite`);
  }
  return new Map(expected.map(({name}) => [name, tensors.get(name)!.data]));
}
