import {createWriteStream, mkdirSync} from "node:fs";
import {dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";
import yauzl, {type Entry, type ZipFile} from "yauzl";
import {isInside} from "../schema/image-name.js";
import {UserError} from "../schema/user-error.js";

/** Bytes that the pictures of a set may take. */
const MOST_BYTES = 2 ** 34;

/** Unpacks an archive of pictures into a folder. Throws a UserError for what is no zip, or leads out of the folder. */
export async function unpackPictures(archive: string, folder: string): Promise<void> {
  try {
    const zip = await yauzl.openPromise(archive);
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      bytes += entry.uncompressedSize;
      if (!isInside(entry.fileName) || bytes > MOST_BYTES)
        throw new UserError(
          `${archive}: ${entry.fileName} leads out of the folder, or the pictures are too large`
        );
      await unpackEntry(zip, entry, join(folder, entry.fileName));
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${archive}: cannot be unpacked: ${error instanceof Error ? error.message : "no zip"}`,
      {
        cause: error
      }
    );
  }
}

async function unpackEntry(zip: ZipFile, entry: Entry, file: string): Promise<void> {
  mkdirSync(dirname(file), {recursive: true});
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
}
