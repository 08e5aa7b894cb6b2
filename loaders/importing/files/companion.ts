import {fileOnDisk} from "./file-on-disk.js";
import {besideFile, fileText, type RawFile} from "./raw-file.js";
import {parsePythonJson} from "./python-json.js";

/** Results are small; what is larger is none. */
const MOST_BYTES = 64 << 20;

/**
 * The JSON file with a name beside a file: among the files of the policy, else in its folder on the disk. Null where there is
 * none, or it cannot be read: it only adds to what is known.
 */
export async function companionJson(
  file: RawFile,
  name: string,
  files: readonly RawFile[]
): Promise<unknown> {
  const found = besideFile(file, name, files) ?? fileOnDisk(file, name);
  if (found === null) return null;
  try {
    return parsePythonJson(await fileText(found, MOST_BYTES));
  } catch {
    return null;
  }
}
