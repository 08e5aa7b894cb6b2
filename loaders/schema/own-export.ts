import {type} from "arktype";
import {reasons, verdictValues, type Judgement} from "./verdict.js";

/** The name under which exports keep what their formats have no field for. */
export const OWN_EXPORT = "reasoning-boundary";

const positive = "number.integer >= 1";

/** What an export says of a policy's completions on a benchmark as a whole, so that the study of an import is the same. */
export const ownCellSchema = type({
  label: "string > 0",
  domain: "'math' | 'code' | 'visual' | 'countdown'",
  /** The verifier that the tables use. */
  verifier: "string > 0",
  temperature: "number | null",
  top_p: "number | null",
  max_tokens: "number | null",
  /** Only where completions were drawn from a power of the model's distribution. */
  "power?": "number",
  /** Completions per problem that the study asks for; null where it takes as many as there are. */
  n: type(positive).or("null"),
  /** Whether reference answers are texts, or JSON. */
  gold: "'text' | 'json'"
});

export type OwnCell = typeof ownCellSchema.infer;

const verdictSchema = type({
  version: positive,
  verdict: type.enumerated(...verdictValues),
  extracted: "string | null",
  reason: type.enumerated(...reasons, null),
  rule: "string"
});

/** What an export says of a completion. */
const completionSchema = type({
  seed: "number.integer | null",
  sum_logprob: "number | null",
  mean_entropy: "number | null",
  engine: "string",
  source: "string",
  /** By verifier. */
  verdicts: type({"[string]": verdictSchema}),
  /** Of the problem. */
  meta: type({"[string]": "unknown"}),
  "gold?": "unknown"
});

export type OwnCompletion = typeof completionSchema.infer;

/** A verdict that this tool gave before it was exported. */
export interface OwnVerdict extends Judgement {
  verifier: string;
  version: number;
}

/** What an export keeps of its cell, given as JSON text or parsed; null for anything else. */
export function ownCell(given: unknown): OwnCell | null {
  const parsed = ownCellSchema(parsedJson(given));
  return parsed instanceof type.errors ? null : parsed;
}

/** What an export keeps of a completion, given as JSON text or parsed; null for anything else. */
export function ownCompletion(given: unknown): OwnCompletion | null {
  const parsed = completionSchema(parsedJson(given));
  return parsed instanceof type.errors ? null : parsed;
}

export function ownVerdicts({verdicts}: Pick<OwnCompletion, "verdicts">): OwnVerdict[] {
  return Object.entries(verdicts).map(([verifier, verdict]) => ({verifier, ...verdict}));
}

/** The value of a JSON text; anything else as it is, null for what is no JSON. */
export function parsedJson(given: unknown): unknown {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}
