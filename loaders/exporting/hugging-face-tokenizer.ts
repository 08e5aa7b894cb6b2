import {Tokenizer} from "../engines/micro/tokenizer.js";

/**
 * `tokenizer.json` of the Hugging Face tokenizers library for a vocabulary: one token a word, split where `Tokenizer` splits.
 * An unknown word is an error there as here.
 */
export function tokenizerJson(words: readonly string[]): unknown {
  const {pad, end, separator} = new Tokenizer(words);
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [pad, end].map((id) => ({
      id,
      content: words[id],
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true
    })),
    normalizer: null,
    pre_tokenizer: {type: "Split", pattern: {Regex: separator.source}, behavior: "Removed", invert: false},
    post_processor: null,
    decoder: null,
    model: {
      type: "WordLevel",
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
      unk_token: "<unknown>"
    }
  };
}

/** `tokenizer_config.json`: which special tokens there are. Padding stands on the left, as batched generation needs it. */
export function tokenizerConfig(words: readonly string[], context: number): unknown {
  const {pad, end} = new Tokenizer(words);
  return {
    tokenizer_class: "PreTrainedTokenizerFast",
    pad_token: words[pad],
    eos_token: words[end],
    padding_side: "left",
    model_max_length: context,
    model_input_names: ["input_ids", "attention_mask"],
    clean_up_tokenization_spaces: false
  };
}
