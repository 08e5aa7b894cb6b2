import type {Architecture} from "../engines/micro/architecture.js";
import type {MicroModel} from "../engines/micro/model-folder.js";
import {Tokenizer} from "../engines/micro/tokenizer.js";
import {encodeGguf, type GgufValue} from "./gguf-bytes.js";
import {llamaTensors, type LlamaLayout} from "./llama-tensors.js";

const partNames = {
  attention_norm: "attn_norm",
  query: "attn_q",
  key: "attn_k",
  value: "attn_v",
  attention_output: "attn_output",
  feed_forward_norm: "ffn_norm",
  gate: "ffn_gate",
  up: "ffn_up",
  down: "ffn_down"
} as const;

/** llama.cpp turns interleaved pairs in the architecture `llama`, as our engine does. */
const layout: LlamaLayout = {
  embedding: "token_embd.weight",
  norm: "output_norm.weight",
  head: "output.weight",
  layer: (index, part) => `blk.${index}.${partNames[part]}.weight`,
  rotaryPairs: "interleaved"
};

/** Kinds of token in `tokenizer.ggml.token_type`. */
const normalToken = 1;
const controlToken = 3;

/** The bytes of a text model as a GGUF file for llama.cpp, in float32. `name` is the model's. */
export function ggufModel({architecture, words, parameters, source}: MicroModel, name: string): Buffer {
  const metadata = {
    ...architectureMetadata(architecture, name),
    ...tokenizerMetadata(words),
    "reasoning_boundary.source": text(source)
  };
  return encodeGguf({metadata, tensors: llamaTensors(architecture, parameters, layout)});
}

function architectureMetadata(
  {layers, width, heads, hidden, context, vocabulary, norm_epsilon, rope_theta}: Architecture,
  name: string
): Record<string, GgufValue> {
  return {
    "general.architecture": text("llama"),
    "general.name": text(name),
    "general.file_type": count(0),
    "llama.vocab_size": count(vocabulary),
    "llama.context_length": count(context),
    "llama.embedding_length": count(width),
    "llama.block_count": count(layers),
    "llama.feed_forward_length": count(hidden),
    "llama.attention.head_count": count(heads),
    "llama.attention.head_count_kv": count(heads),
    "llama.attention.layer_norm_rms_epsilon": {type: "float32", value: norm_epsilon},
    "llama.rope.dimension_count": count(width / heads),
    "llama.rope.freq_base": {type: "float32", value: rope_theta}
  };
}

/**
 * llama.cpp has no tokenizer of whole words. Its unigram one (`t5`) splits a text into the likeliest pieces of the vocabulary;
 * where every piece is a space and a word, only the split at spaces is left. It puts a space before the text by itself. An
 * unknown word becomes `<pad>`, where our tokenizer refuses it.
 */
function tokenizerMetadata(words: readonly string[]): Record<string, GgufValue> {
  const {pad, end} = new Tokenizer(words);
  const isControl = (token: number) => token === pad || token === end;
  return {
    "tokenizer.ggml.model": text("t5"),
    "tokenizer.ggml.pre": text("default"),
    "tokenizer.ggml.tokens": {
      type: "string[]",
      value: words.map((word, token) => (isControl(token) ? word : `\u2581${word}`))
    },
    "tokenizer.ggml.scores": {type: "float32[]", value: words.map(() => -1)},
    "tokenizer.ggml.token_type": {
      type: "int32[]",
      value: words.map((_, token) => (isControl(token) ? controlToken : normalToken))
    },
    "tokenizer.ggml.eos_token_id": count(end),
    "tokenizer.ggml.unknown_token_id": count(pad),
    "tokenizer.ggml.padding_token_id": count(pad),
    "tokenizer.ggml.add_bos_token": {type: "bool", value: false},
    "tokenizer.ggml.add_eos_token": {type: "bool", value: false},
    "tokenizer.ggml.add_space_prefix": {type: "bool", value: true},
    "tokenizer.ggml.remove_extra_whitespaces": {type: "bool", value: true}
  };
}

function text(value: string): GgufValue {
  return {type: "string", value};
}

function count(value: number): GgufValue {
  return {type: "uint32", value};
}
