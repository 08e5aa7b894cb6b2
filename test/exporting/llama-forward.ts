/** What the forward pass of a Llama model reads, in the names of Hugging Face. */
export interface LlamaWeights {
  layers: number;
  heads: number;
  width: number;
  epsilon: number;
  theta: number;
  /** Dimensions of a head of `size` that turn together as pair `index`. */
  pair: (index: number, size: number) => [number, number];
  /** A weight by its name in LlamaForCausalLM; matrices are [outputs, inputs]. */
  weight: (name: string) => Float32Array;
}

/**
 * Log-probabilities (nats) of tokens 1… of a text under a Llama model, in doubles and plain loops after the published
 * architecture (Touvron et al. 2023), for comparison with the engine. No cache, no batch.
 */
export function llamaLogprobs(model: LlamaWeights, tokens: readonly number[]): number[] {
  const {layers, width, weight} = model;
  const embedding = weight("model.embed_tokens.weight");
  const states = tokens.map((token) => Array.from(embedding.subarray(token * width, (token + 1) * width)));
  for (let layer = 0; layer < layers; layer++) {
    const own = (name: string) => weight(`model.layers.${layer}.${name}.weight`);
    const normed = states.map((state) => norm(state, own("input_layernorm"), model.epsilon));
    const mixed = attention(model, normed, own);
    for (const [at, state] of states.entries()) {
      addTo(state, apply(own("self_attn.o_proj"), mixed[at]!));
      const input = norm(state, own("post_attention_layernorm"), model.epsilon);
      const gate = apply(own("mlp.gate_proj"), input);
      const up = apply(own("mlp.up_proj"), input);
      const gated = gate.map((value, index) => (value / (1 + Math.exp(-value))) * up[index]!);
      addTo(state, apply(own("mlp.down_proj"), gated));
    }
  }
  return tokens.slice(1).map((token, at) => {
    const logits = apply(
      weight("lm_head.weight"),
      norm(states[at]!, weight("model.norm.weight"), model.epsilon)
    );
    const largest = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
    return logits[token]! - largest - Math.log(total);
  });
}

/** Causal attention of all heads: one mixed value vector a place. */
function attention(
  model: LlamaWeights,
  inputs: readonly number[][],
  own: (name: string) => Float32Array
): number[][] {
  const size = model.width / model.heads;
  const project = (name: string) => inputs.map((input) => apply(own(name), input));
  const queries = project("self_attn.q_proj").map((query, at) => turn(model, query, at));
  const keys = project("self_attn.k_proj").map((key, at) => turn(model, key, at));
  const values = project("self_attn.v_proj");
  return queries.map((query, at) =>
    query.map((_, dimension) => {
      const start = Math.floor(dimension / size) * size;
      const scores = keys.slice(0, at + 1).map((key) => {
        let score = 0;
        for (let index = start; index < start + size; index++) score += query[index]! * key[index]!;
        return Math.exp(score / Math.sqrt(size));
      });
      const total = scores.reduce((sum, score) => sum + score, 0);
      return scores.reduce((sum, score, place) => sum + score * values[place]![dimension]!, 0) / total;
    })
  );
}

/** Rotary position embedding of every head at a place. */
function turn({heads, width, theta, pair}: LlamaWeights, vector: readonly number[], place: number): number[] {
  const turned = [...vector];
  const size = width / heads;
  for (let head = 0; head < heads; head++) {
    for (let index = 0; index < size / 2; index++) {
      const angle = place * theta ** ((-2 * index) / size);
      const [left, right] = pair(index, size).map((dimension) => head * size + dimension) as [number, number];
      turned[left] = vector[left]! * Math.cos(angle) - vector[right]! * Math.sin(angle);
      turned[right] = vector[right]! * Math.cos(angle) + vector[left]! * Math.sin(angle);
    }
  }
  return turned;
}

function norm(state: readonly number[], scale: Float32Array, epsilon: number): number[] {
  const meanSquare = state.reduce((sum, value) => sum + value * value, 0) / state.length;
  return state.map((value, index) => (value / Math.sqrt(meanSquare + epsilon)) * scale[index]!);
}

/** A matrix [outputs, inputs] times a vector. */
function apply(matrix: Float32Array, input: readonly number[]): number[] {
  const outputs = matrix.length / input.length;
  return Array.from({length: outputs}, (_, row) =>
    input.reduce((sum, value, column) => sum + value * matrix[row * input.length + column]!, 0)
  );
}

function addTo(state: number[], change: readonly number[]): void {
  for (const [index, value] of change.entries()) state[index]! += value;
}
