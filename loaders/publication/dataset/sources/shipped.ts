import {existsSync, readdirSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {fileHash, streamedHash} from "../../../store/file-hash.js";
import {packageFolder} from "../../../workspace/package-folder.js";

/** Whether a file of problems has the bytes of one that comes with this tool. */
export function isShippedBenchmark(file: string): boolean {
  const ours = join(packageFolder, "data/benchmarks", basename(file));
  const isFile = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isFile() === true;
  return isFile(ours) && isFile(file) && fileHash(ours) === fileHash(file);
}

/** The names of the micro models that come with this tool, by their identity: SHA-256 of config.json and the weights. */
export async function shippedModels(): Promise<Map<string, string>> {
  const models = join(packageFolder, "data/models");
  const names = new Map<string, string>();
  if (!existsSync(models)) return names;
  const files = (readdirSync(models, {recursive: true}) as string[]).filter(
    (file) => basename(file) === "model.safetensors"
  );
  for (const file of files.sort()) {
    const folder = join(models, dirname(file));
    const config = join(folder, "config.json");
    if (existsSync(config)) names.set(await streamedHash(config, join(models, file)), dirname(file));
  }
  return names;
}
