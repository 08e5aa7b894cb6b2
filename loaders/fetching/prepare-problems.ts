import {createHash} from "node:crypto";
import {once} from "node:events";
import {createWriteStream} from "node:fs";
import {finished} from "node:stream/promises";
import {type} from "arktype";
import {isWithin} from "../public-benchmarks/contest-window.js";
import type {Preparation} from "../public-benchmarks/public-benchmark.js";
import {parseJson} from "../schema/parse-json.js";
import {textLines} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";
import {picturedLines} from "./pictured-rows.js";

const dated = type({contest_date: "string"});

/** Makes the file that a study reads of the set `set` from the published ones, a line at a time. Throws a UserError where no line is left. */
export async function prepareProblems(
  files: readonly string[],
  made: string,
  preparation: Preparation,
  set: string
): Promise<void> {
  const kept = preparedLines(files, preparation, set);
  const out = createWriteStream(made);
  let lines = 0;
  for await (const line of kept) {
    lines++;
    if (!out.write(`${line}\n`)) await once(out, "drain");
  }
  out.end();
  await finished(out);
  if (lines === 0) throw new UserError(`${files.join(", ")}: no problem of the set is in it`);
}

function preparedLines(
  files: readonly string[],
  preparation: Preparation,
  set: string
): AsyncGenerator<string> {
  switch (preparation.kind) {
    case "window":
      return linesBetween(files, preparation.from, preparation.to);
    case "draw":
      return leastLines(files, preparation.count);
    case "pictured-rows":
      return picturedLines(files[0]!, set);
  }
}

async function* linesBetween(files: readonly string[], from: string, to: string): AsyncGenerator<string> {
  for await (const {line, where} of fileLines(files)) {
    const row = dated(parseJson(line, where));
    if (row instanceof type.errors) throw new UserError(`${where}: no contest_date: ${row.summary}`);
    if (isWithin(row.contest_date, {from, to})) yield line;
  }
}

/** The lines with the least SHA-256, in the order of the files. */
async function* leastLines(files: readonly string[], count: number): AsyncGenerator<string> {
  const all: {line: string; hash: string}[] = [];
  for await (const {line} of fileLines(files))
    all.push({line, hash: createHash("sha256").update(line).digest("hex")});
  const hashes = all.map(({hash}) => hash).sort();
  const last = hashes[Math.min(count, hashes.length) - 1] ?? "";
  for (const {line, hash} of all) if (hash <= last) yield line;
}

async function* fileLines(files: readonly string[]): AsyncGenerator<{line: string; where: string}> {
  for (const file of files)
    for await (const {text: line, where} of textLines(file)) if (line.trim() !== "") yield {line, where};
}
