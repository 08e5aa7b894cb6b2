const shared = `
seed: 3
task:
  name: countdown
  strategies: {sum_chain: 1, product_chain: 0, pairs: 0, reversed_chain: 0}
  failed_attempts: 0
  arithmetic_noise: 0
optimizer: {beta1: 0.9, beta2: 0.95, weight_decay: 0.01, max_gradient_norm: 1}
validation: {problems: validation.jsonl, every: 4, completions: 1, temperature: 1, top_p: 1}
selection: none
tried: []
`;

/** A small model, trained for eight steps. */
export const pretrain = `${shared}
kind: pretrain
architecture: {layers: 1, width: 32, heads: 2, hidden: 16, context: 32, tied_head: true}
steps: 8
batch: 16
learning_rate: {peak: 0.01, warmup: 2, decay: cosine}
`;

/** GRPO from the model of `base` beside it. */
export const grpo = `${shared}
kind: rl
algorithm: {name: grpo}
base: ../base
steps: 5
prompts_per_step: 4
rollouts: 4
max_tokens: 20
learning_rate: {peak: 0.001, warmup: 0, decay: constant}
`;

/** Supervised training of the model of `base` beside it. */
export const finetune = `${shared}
kind: finetune
base: ../base
texts: {from: corpus}
steps: 3
batch: 8
learning_rate: {peak: 0.001, warmup: 0, decay: constant}
`;

/** `pretrain` with the learning rate to be found. */
export const search = pretrain.replace("peak: 0.01", "candidates: [0.0001, 0.02, 0.01], search_steps: 6");
