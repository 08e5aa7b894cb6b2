import {readFile} from "node:fs/promises";

const file = new URL("../../../data/reference/paper.json", import.meta.url);

/** The numbers printed in the paper, as they stand in data/reference/paper.json. */
export async function paperReference(): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8")) as unknown;
}
