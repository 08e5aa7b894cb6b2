import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {type} from "arktype";
import {problemRow} from "../schema/problem.js";
import {lazySchema} from "../schema/rows/lazy-schema.js";
import {UserError} from "../schema/user-error.js";
import {Database, quote} from "../store/database.js";
import {openGold} from "../verification/visual/open-gold.js";

const FOLDER = "images";

const picturedRow = lazySchema(() =>
  type({problem: "string > 0", answer: "string > 0", picture: "string > 0", pictures: "number.integer > 0"})
);

/**
 * The lines of a study's file of problems, of a Parquet file whose rows have `problem`, `answer` and `images`, a list of bytes: the
 * layout of Hugging Face's data sets with pictures that EasyR1 and verl train on. The place holder `<image>` goes. Each picture
 * is written beside, as `images/NUMBER.png` or `.jpg`. Problems are called after the set and their row, from 1. Throws a UserError that names
 * file and row for what is none of these, or has several pictures.
 */
export async function* picturedLines(file: string, set: string): AsyncGenerator<string> {
  const folder = dirname(file);
  mkdirSync(join(folder, FOLDER), {recursive: true});
  for (const [place, value] of (await storedRows(file)).entries()) {
    const where = `${file}, row ${place + 1}`;
    const row = picturedRow(value);
    if (row instanceof type.errors) throw new UserError(`${where}: invalid problem: ${row.summary}`);
    if (row.pictures > 1) throw new UserError(`${where}: ${row.pictures} pictures; a problem has one here`);
    const bytes = Buffer.from(row.picture, "base64");
    const number = String(place + 1).padStart(4, "0");
    const image = `${FOLDER}/${number}.${pictureKind(bytes, where)}`;
    writeFileSync(join(folder, image), bytes);
    yield JSON.stringify(
      problemRow({
        benchmark: set,
        problemId: `${set}-${number}`,
        domain: "visual",
        prompt: row.problem.replaceAll("<image>", "").trim(),
        gold: openGold(row.answer),
        image,
        meta: {}
      })
    );
  }
}

async function storedRows(file: string): Promise<object[]> {
  const database = await Database.open();
  try {
    return await database.rows(
      `SELECT problem, answer, to_base64(images[1].bytes) AS picture, len(images)::INTEGER AS pictures FROM read_parquet(${quote(file)})`
    );
  } catch (error) {
    const [why] = (error as Error).message.split("\n");
    throw new UserError(
      `${file}: no Parquet file of problems with pictures (columns problem, answer and images): ${why}`,
      {cause: error}
    );
  } finally {
    database.close();
  }
}

function pictureKind(bytes: Buffer, where: string): "png" | "jpg" {
  if (bytes.subarray(1, 4).toString("latin1") === "PNG") return "png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "jpg";
  throw new UserError(`${where}: its picture is neither PNG nor JPEG`);
}
