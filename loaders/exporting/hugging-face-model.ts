import type {Architecture} from "../engines/micro/architecture.js";
import type {MicroModel} from "../engines/micro/model-folder.js";
import {encodeSafetensors} from "../engines/micro/safetensors.js";
import {Tokenizer} from "../engines/micro/tokenizer.js";
import {tokenizerConfig, tokenizerJson} from "./hugging-face-tokenizer.js";
import {llamaTensors, type LlamaLayout} from "./llama-tensors.js";

const partNames = {
  attention_norm: "input_layernorm",
  query: "self_attn.q_proj",
  key: "self_attn.k_proj",
  value: "self_attn.v_proj",
  attention_output: "self_attn.o_proj",
  feed_forward_norm: "post_attention_layernorm",
  gate: "mlp.gate_proj",
  up: "mlp.up_proj",
  down: "mlp.down_proj"
} as const;

const layout: LlamaLayout = {
  embedding: "model.embed_tokens.weight",
  norm: "model.norm.weight",
  head: "lm_head.weight",
  layer: (index, part) => `model.layers.${index}.${partNames[part]}.weight`,
  rotaryPairs: "halves"
};

/** Names of the files of a model folder that transformers reads, the weights last. */
export const huggingFaceFiles = [
  "config.json",
  "generation_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "model.safetensors"
] as const;

/** A text model as the files of a LlamaForCausalLM of Hugging Face transformers, in float32. */
export function huggingFaceModel({
  architecture,
  words,
  parameters,
  source
}: MicroModel): Record<(typeof huggingFaceFiles)[number], string | Buffer> {
  const special = new Tokenizer(words);
  return {
    "config.json": json(config(architecture, special)),
    "generation_config.json": json(generationConfig(architecture, special)),
    "tokenizer.json": json(tokenizerJson(words)),
    "tokenizer_config.json": json(tokenizerConfig(words, architecture.context)),
    "model.safetensors": encodeSafetensors({
      tensors: llamaTensors(architecture, parameters, layout),
      metadata: {format: "pt", source}
    })
  };
}

type SpecialTokens = Pick<Tokenizer, "pad" | "end">;

function config(architecture: Architecture, {pad, end}: SpecialTokens): unknown {
  const {layers, width, heads, hidden, context, vocabulary, norm_epsilon, rope_theta, tied_head} =
    architecture;
  return {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    vocab_size: vocabulary,
    hidden_size: width,
    intermediate_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: heads,
    head_dim: width / heads,
    hidden_act: "silu",
    max_position_embeddings: context,
    rms_norm_eps: norm_epsilon,
    // transformers 5 reads rope_parameters, 4 reads rope_theta.
    rope_theta,
    rope_parameters: {rope_type: "default", rope_theta},
    tie_word_embeddings: tied_head,
    attention_bias: false,
    mlp_bias: false,
    bos_token_id: null,
    eos_token_id: end,
    pad_token_id: pad,
    torch_dtype: "float32"
  };
}

/** Plain sampling from the model: transformers' own default would keep only the 50 likeliest tokens. */
function generationConfig({context}: Architecture, {pad, end}: SpecialTokens): unknown {
  return {
    do_sample: true,
    temperature: 1,
    top_p: 1,
    top_k: 0,
    max_length: context,
    eos_token_id: end,
    pad_token_id: pad
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
