import {describe, expect, it} from "vitest";
import {ggufModel} from "../../loaders/exporting/gguf-model.js";
import {llamaLogprobs} from "./llama-forward.js";
import {parseGguf, type ParsedGguf} from "./parse-gguf.js";
import {engineLogprobs, exportedModel, largestDifference, randomTexts} from "./scored-texts.js";

const model = exportedModel();
const file = parseGguf(ggufModel(model, "tiny"));

/** Names of llama.cpp's weights by those of transformers. */
const llamaCppNames: Record<string, string> = {
  "model.embed_tokens": "token_embd",
  "model.norm": "output_norm",
  lm_head: "output",
  input_layernorm: "attn_norm",
  "self_attn.q_proj": "attn_q",
  "self_attn.k_proj": "attn_k",
  "self_attn.v_proj": "attn_v",
  "self_attn.o_proj": "attn_output",
  post_attention_layernorm: "ffn_norm",
  "mlp.gate_proj": "ffn_gate",
  "mlp.up_proj": "ffn_up",
  "mlp.down_proj": "ffn_down"
};

function llamaCppName(name: string): string {
  const [, layer, part] = /^(?:model\.layers\.(\d+)\.)?(.*)\.weight$/.exec(name)!;
  return `${layer === undefined ? "" : `blk.${layer}.`}${llamaCppNames[part!]!}.weight`;
}

/** The forward pass after the file's own metadata; llama.cpp turns dimensions 2i and 2i + 1 in this architecture. */
function logprobsOf({metadata, tensors}: ParsedGguf, tokens: readonly number[]): number[] {
  const number = (key: string) => metadata[key] as number;
  return llamaLogprobs(
    {
      layers: number("llama.block_count"),
      heads: number("llama.attention.head_count"),
      width: number("llama.embedding_length"),
      epsilon: number("llama.attention.layer_norm_rms_epsilon"),
      theta: number("llama.rope.freq_base"),
      pair: (index) => [2 * index, 2 * index + 1],
      weight: (name) => (tensors.get(llamaCppName(name)) ?? tensors.get("token_embd.weight")!).data
    },
    tokens
  );
}

describe("ggufModel", () => {
  it("names and shapes the tensors as llama.cpp asks", () => {
    const layer = (index: number) => [
      [`blk.${index}.attn_norm.weight`, [96]],
      [`blk.${index}.attn_q.weight`, [96, 96]],
      [`blk.${index}.attn_k.weight`, [96, 96]],
      [`blk.${index}.attn_v.weight`, [96, 96]],
      [`blk.${index}.attn_output.weight`, [96, 96]],
      [`blk.${index}.ffn_norm.weight`, [96]],
      [`blk.${index}.ffn_gate.weight`, [48, 96]],
      [`blk.${index}.ffn_up.weight`, [48, 96]],
      [`blk.${index}.ffn_down.weight`, [96, 48]]
    ];
    expect(file.version).toBe(3);
    expect(Array.from(file.tensors.values(), ({name, shape}) => [name, shape])).toEqual([
      ["token_embd.weight", [29, 96]],
      ...layer(0),
      ...layer(1),
      ["output_norm.weight", [96]],
      ["output.weight", [29, 96]]
    ]);
  });

  it("transposes the model's own values", () => {
    const {data} = file.tensors.get("blk.1.ffn_up.weight")!;
    const gateUp = model.parameters.get("layers.1.gate_up")!;
    // Output 5 of `up`, input 7: column 48 + 5 of row 7 of [96, 2 * 48].
    expect(data[5 * 96 + 7]).toBe(gateUp[7 * 96 + 48 + 5]);
    expect(file.tensors.get("token_embd.weight")!.data).toEqual(model.parameters.get("embedding"));
  });

  it("says how large the model is, which weights it has and how it reads text", () => {
    expect(file.metadata).toMatchObject({
      "general.architecture": "llama",
      "general.name": "tiny",
      "llama.vocab_size": 29,
      "llama.context_length": 32,
      "llama.feed_forward_length": 48,
      "llama.attention.head_count_kv": 3,
      "llama.rope.dimension_count": 32,
      "tokenizer.ggml.model": "t5",
      "tokenizer.ggml.eos_token_id": 1,
      "tokenizer.ggml.padding_token_id": 0,
      "tokenizer.ggml.add_bos_token": false,
      "reasoning_boundary.source": "0123abcd"
    });
    const tokens = file.metadata["tokenizer.ggml.tokens"] as string[];
    expect(tokens.slice(0, 4)).toEqual(["<pad>", "<end>", "▁odd", "▁a"]);
    const types = file.metadata["tokenizer.ggml.token_type"] as number[];
    expect(types).toEqual([3, 3, ...new Array<number>(27).fill(1)]);
  });

  it("gives an independent forward pass the engine's log-probabilities", async () => {
    const texts = randomTexts(model, 6);
    const computed = texts.map((text) => logprobsOf(file, text));
    expect(largestDifference(await engineLogprobs(model, texts), computed)).toBeLessThan(1e-4);
  });

  it("leaves a tied head out: llama.cpp then reads the embedding", async () => {
    const tied = exportedModel({tied: true});
    const parsed = parseGguf(ggufModel(tied, "tied"));
    const texts = randomTexts(tied, 3);
    const computed = texts.map((text) => logprobsOf(parsed, text));
    expect(parsed.tensors.has("output.weight")).toBe(false);
    expect(largestDifference(await engineLogprobs(tied, texts), computed)).toBeLessThan(1e-4);
  });
});
