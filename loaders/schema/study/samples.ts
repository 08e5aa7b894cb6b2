import {type} from "arktype";
import {idSchema} from "./fields.js";

/** Files of one kind that hold completions of a policy. */
export interface SampleSource {
  /** Absolute paths of files or folders, or globs. */
  paths: string[];
  /** Id of a format, or the path of a module; null: found by content. */
  format: string | null;
  /** Names of the files' columns, by ours. */
  map: Readonly<Record<string, string>>;
  /** Id of the benchmark of every row; null: what the files call it. */
  benchmark: string | null;
}

const source = type({
  "+": "reject",
  files: type("string > 0").or("string[] >= 1"),
  "format?": "string > 0",
  "map?": "Record<string, string>",
  "benchmark?": idSchema
});

/** Where completions come from that were drawn elsewhere: a path, several, or maps with what must be said of them. */
export const samplesSchema = type("string > 0").or(type("string > 0").or(source).array().atLeastLength(1));

/** The sources of a policy, their paths made absolute. */
export function sampleSources(
  raw: typeof samplesSchema.infer,
  absolute: (path: string) => string
): SampleSource[] {
  return [raw].flat().map((each) => {
    const {files, format, map, benchmark} = typeof each === "string" ? {files: each} : each;
    return {
      paths: [files].flat().map(absolute),
      format: format ?? null,
      map: map ?? {},
      benchmark: benchmark ?? null
    };
  });
}
