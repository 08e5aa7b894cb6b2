import {describe, expect, it} from "vitest";
import type {MicroModel} from "../../loaders/engines/micro/model-folder.js";
import {decodeSafetensors} from "../../loaders/engines/micro/safetensors.js";
import {huggingFaceModel} from "../../loaders/exporting/hugging-face-model.js";
import {llamaLogprobs} from "./llama-forward.js";
import {engineLogprobs, exportedModel, largestDifference, randomTexts} from "./scored-texts.js";

interface LlamaConfig {
  num_hidden_layers: number;
  num_attention_heads: number;
  hidden_size: number;
  rms_norm_eps: number;
  rope_theta: number;
  tie_word_embeddings: boolean;
}

function exported(model: MicroModel) {
  const files = huggingFaceModel(model);
  const {tensors, metadata} = decodeSafetensors(files["model.safetensors"] as Buffer, "model.safetensors");
  const parsed = (name: keyof typeof files) => JSON.parse(files[name] as string) as Record<string, unknown>;
  return {tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])), metadata, parsed};
}

/** The forward pass after config.json alone; transformers turns dimensions i and i + size / 2. */
function logprobsOf({tensors, parsed}: ReturnType<typeof exported>, tokens: readonly number[]): number[] {
  const config = parsed("config.json") as unknown as LlamaConfig;
  const tiedName = (name: string) =>
    config.tie_word_embeddings && name === "lm_head.weight" ? "model.embed_tokens.weight" : name;
  return llamaLogprobs(
    {
      layers: config.num_hidden_layers,
      heads: config.num_attention_heads,
      width: config.hidden_size,
      epsilon: config.rms_norm_eps,
      theta: config.rope_theta,
      pair: (index, size) => [index, index + size / 2],
      weight: (name) => tensors.get(tiedName(name))!.data
    },
    tokens
  );
}

describe("huggingFaceModel", () => {
  const model = exportedModel();
  const files = exported(model);

  it("holds the tensors of a LlamaForCausalLM and the model's identity", () => {
    expect(files.metadata).toEqual({format: "pt", source: "0123abcd"});
    expect(files.tensors.size).toBe(3 + 2 * 9);
    const shape = (name: string) => files.tensors.get(name)?.shape;
    expect(shape("model.embed_tokens.weight")).toEqual([29, 96]);
    expect(shape("model.layers.1.self_attn.q_proj.weight")).toEqual([96, 96]);
    expect(shape("model.layers.1.mlp.gate_proj.weight")).toEqual([48, 96]);
    expect(shape("model.layers.1.mlp.down_proj.weight")).toEqual([96, 48]);
    expect(shape("model.layers.0.post_attention_layernorm.weight")).toEqual([96]);
    expect(shape("lm_head.weight")).toEqual([29, 96]);
  });

  it("describes the model in config.json and generation_config.json", () => {
    expect(files.parsed("config.json")).toMatchObject({
      architectures: ["LlamaForCausalLM"],
      vocab_size: 29,
      intermediate_size: 48,
      max_position_embeddings: 32,
      tie_word_embeddings: false,
      eos_token_id: 1
    });
    expect(files.parsed("generation_config.json")).toMatchObject({top_k: 0, top_p: 1, eos_token_id: 1});
  });

  it("has a tokenizer of one token a word", () => {
    expect(files.parsed("tokenizer.json")).toMatchObject({
      pre_tokenizer: {pattern: {Regex: "\\s+"}, behavior: "Removed"},
      model: {type: "WordLevel", vocab: {"<pad>": 0, "<end>": 1, odd: 2, a: 3, z: 28}}
    });
    expect(files.parsed("tokenizer_config.json")).toMatchObject({pad_token: "<pad>", eos_token: "<end>"});
  });

  it("keeps line breaks of a vocabulary with layout", () => {
    const words = ["<pad>", "<end>", "\n\t", ...model.words.slice(3)];
    const {parsed} = exported({...model, words});
    expect(parsed("tokenizer.json")).toMatchObject({
      pre_tokenizer: {pattern: {Regex: " +"}},
      model: {vocab: {"\n\t": 2}}
    });
  });

  it.each([{tied: false}, {tied: true}])(
    "gives an independent forward pass the engine's log-probabilities: %j",
    async (options) => {
      const scored = exportedModel(options);
      const texts = randomTexts(scored, 6);
      const result = exported(scored);
      const computed = texts.map((text) => logprobsOf(result, text));
      expect(result.tensors.has("lm_head.weight")).toBe(!options.tied);
      expect(largestDifference(await engineLogprobs(scored, texts), computed)).toBeLessThan(1e-4);
    }
  );
});
