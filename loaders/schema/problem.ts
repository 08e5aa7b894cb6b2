import {type} from "arktype";
import type {Domain} from "./domain.js";
import {isInside} from "./image-name.js";
import {UserError} from "./user-error.js";

/** One item of a benchmark, with its reference answer. `gold` and `meta` are the verifier's business. */
export interface Problem {
  benchmark: string;
  problemId: string;
  domain: Domain;
  /** What the model reads, before any chat or prompt template. */
  prompt: string;
  /** Reference answer: a string for math, an object for domains that need more. */
  gold: unknown;
  /** Path of the picture, relative to the benchmark file. */
  image?: string;
  /** Strategy, level, contest date: whatever else the source says. */
  meta: Record<string, unknown>;
}

/** A message of a chat in which a problem is asked. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

const row = type({
  problem_id: "string > 0",
  domain: "'math' | 'code' | 'visual' | 'countdown'",
  prompt: "string",
  gold: "unknown",
  "image?": "string",
  "meta?": "Record<string, unknown>"
});

/** One parsed JSON line of a benchmark file as a problem. Throws a UserError that names `where`, for example `aime24.jsonl:3`. */
export function parseProblem(value: unknown, benchmark: string, where: string): Problem {
  const parsed = row(value);
  if (parsed instanceof type.errors) throw new UserError(`${where}: invalid problem: ${parsed.summary}`);
  const {problem_id: problemId, image, meta, ...rest} = parsed;
  if (image !== undefined && !isInside(image))
    throw new UserError(
      `${where}: invalid problem: the image ${JSON.stringify(image)} lies outside of the file's folder: put it beside the file`
    );
  return {benchmark, problemId, ...rest, ...(image === undefined ? {} : {image}), meta: meta ?? {}};
}

/** A problem as a user's verifier is given it: the JSON line, with the benchmark. */
export function benchmarkRow(problem: Problem): Record<string, unknown> {
  return {benchmark: problem.benchmark, ...problemRow(problem)};
}

/** The JSON line of a problem: the inverse of `parseProblem`. The benchmark is the file's, not the line's. */
export function problemRow({problemId, domain, prompt, gold, image, meta}: Problem): Record<string, unknown> {
  return {problem_id: problemId, domain, prompt, gold, ...(image === undefined ? {} : {image}), meta};
}
