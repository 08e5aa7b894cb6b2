/** What a server is, as far as it tells. */
export type ServerKind = "vllm" | "sglang" | "llama.cpp" | "reasoning-boundary" | "unknown";

/**
 * Fields that leave a server's sampler with temperature and nucleus alone: vLLM and SGLang take top_k, min_p and penalties from the
 * model's own generation_config.json, llama.cpp cuts to 40 tokens and puts the nucleus before the temperature. A server of an
 * unknown kind may refuse fields that it does not know: it is sent what OpenAI's documentation names.
 */
export const samplingFields: Readonly<Record<ServerKind, Readonly<Record<string, unknown>>>> = {
  vllm: {top_k: 0, min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0},
  sglang: {top_k: -1, min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0},
  "llama.cpp": {
    samplers: ["temperature", "top_p"],
    top_k: 0,
    min_p: 0,
    repeat_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0
  },
  "reasoning-boundary": {},
  unknown: {presence_penalty: 0, frequency_penalty: 0}
};
