import {existsSync, readdirSync, statSync, writeFileSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {readModelFolder, type MicroModel} from "../engines/micro/model-folder.js";
import {UserError} from "../schema/user-error.js";
import {writeAtomically} from "../store/write-file.js";
import {ggufModel} from "./gguf-model.js";
import {huggingFaceFiles, huggingFaceModel} from "./hugging-face-model.js";

/** `gguf` is a file for llama.cpp, `hf` a folder for Hugging Face transformers. */
export const exportFormats = ["gguf", "hf"] as const;

export interface ExportOptions {
  /** Folder of a micro model. */
  model: string;
  format: (typeof exportFormats)[number];
  /** The file or folder to write; what an earlier export wrote there is replaced. */
  out: string;
}

/**
 * Writes a micro model for other engines. The same model gives the same bytes. A UserError where the model reads pictures, or
 * where `out` holds something else than an earlier export.
 */
export async function exportModel({model: folder, format, out}: ExportOptions): Promise<void> {
  const model = readModelFolder(folder);
  if (model.architecture.picture !== undefined) {
    throw new UserError(
      `cannot export ${folder}: it reads pictures, which ${format} models of the Llama architecture do not; give a model of text alone`
    );
  }
  if (format === "gguf") await writeGguf(model, basename(resolve(folder)), out);
  else await writeHuggingFace(model, folder, out);
}

async function writeGguf(model: MicroModel, name: string, out: string): Promise<void> {
  if (existsSync(out) && statSync(out).isDirectory())
    throw new UserError(`cannot write ${out}: it is a folder; give a file name, for example ${name}.gguf`);
  await writeBytes(out, ggufModel(model, name));
}

async function writeHuggingFace(model: MicroModel, folder: string, out: string): Promise<void> {
  const own: readonly string[] = huggingFaceFiles;
  const other = resolve(out) === resolve(folder) ? "the model itself" : otherFile(out, own);
  if (other !== undefined)
    throw new UserError(`cannot export to ${out}: it holds ${other}; give a new or empty folder`);
  const files = huggingFaceModel(model);
  for (const name of huggingFaceFiles) await writeBytes(join(out, name), files[name]);
}

/** A file in a folder that is none of `own`, if there is one. */
function otherFile(folder: string, own: readonly string[]): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).find((name) => !own.includes(name));
}

async function writeBytes(file: string, content: string | Buffer): Promise<void> {
  await writeAtomically(file, (temporary) => {
    writeFileSync(temporary, content);
  });
}
