import {type} from "arktype";
import {studyPath} from "../../workspace/workspace.js";
import {countSchema} from "./fields.js";
import {verifierSchema, type VerifierNames} from "./own-verifier.js";

/** The judge of chains of thought that a study names, as far as it does; options of `npm run judge` win. */
export interface ChainJudge {
  /** Address of a server of OpenAI's protocol. */
  url?: string;
  /** Name of the model at the server. */
  model?: string;
  api?: "chat" | "completions";
  /** Absolute path of the text that it is asked. */
  prompt?: string;
  /** Id of the verifier that reads its answer; without one the last of the words valid, invalid and unsure counts. */
  verifier?: string;
  /** Most tokens of an answer. */
  maxTokens?: number;
  /** Most requests under way. */
  inFlight?: number;
  /** Environment variable that holds the key. */
  keyEnv?: string;
}

/** `judge` of a study file. */
export const chainJudgeSchema = type({
  "+": "reject",
  "url?": "string > 0",
  "model?": "string > 0",
  "api?": "'chat' | 'completions'",
  "prompt?": "string > 0",
  "verifier?": verifierSchema,
  "max_tokens?": countSchema,
  "max_in_flight?": "1 <= number.integer <= 65536",
  "key_env?": /^[A-Za-z_]\w*$/
});

/** The judge of a study, paths made absolute; null where it names none. */
export function parseChainJudge(
  raw: typeof chainJudgeSchema.infer | undefined,
  {file, names}: {file: string; names: VerifierNames}
): ChainJudge | null {
  if (raw === undefined) return null;
  const {prompt, verifier, max_tokens: maxTokens, max_in_flight: inFlight, key_env: keyEnv, ...rest} = raw;
  return {
    ...rest,
    ...(prompt === undefined ? {} : {prompt: studyPath(file, prompt)}),
    ...(verifier === undefined ? {} : {verifier: names.id(verifier, ["judge", "verifier"])}),
    ...(maxTokens === undefined ? {} : {maxTokens}),
    ...(inFlight === undefined ? {} : {inFlight}),
    ...(keyEnv === undefined ? {} : {keyEnv})
  };
}
