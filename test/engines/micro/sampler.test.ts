import {describe, expect, it} from "vitest";
import {GraphBuilder} from "../../../loaders/engines/micro/graph-builder.js";
import {addSampler} from "../../../loaders/engines/micro/sampler.js";
import {createSession, floats, integers} from "../../../loaders/engines/micro/session.js";

function samplerGraph(vocabulary: number): Uint8Array {
  const graph = new GraphBuilder();
  const inputs = {
    logits: graph.input("logits", "float32", ["rows", vocabulary]),
    rows: graph.input("rows", "int64", ["completions"]),
    uniforms: graph.input("uniforms", "float32", ["completions"]),
    inverseTemperature: graph.input("inverse_temperature", "float32", []),
    topP: graph.input("top_p", "float32", [])
  };
  const {token, logprob, entropy} = addSampler(graph, inputs, vocabulary);
  graph.output("token", token, "int64", ["completions"]);
  graph.output("logprob", logprob, "float32", ["completions"]);
  graph.output("entropy", entropy, "float32", ["completions"]);
  return graph.encode();
}

// Probabilities 0.2, 0.5, 0.05, 0.25 at temperature 1; by rank: tokens 1, 3, 0, 2.
const logits = [0.2, 0.5, 0.05, 0.25].map(Math.log);
const session = createSession(samplerGraph(4));

async function draw(uniforms: number[], temperature: number, topP: number) {
  const outputs = await (
    await session
  ).run({
    // Row 0 puts all on token 2; every completion draws from row 1.
    logits: floats(Float32Array.from([-9, -9, 0, -9, ...logits]), [2, 4]),
    rows: integers(new BigInt64Array(uniforms.length).fill(1n), [uniforms.length]),
    uniforms: floats(Float32Array.from(uniforms), [uniforms.length]),
    inverse_temperature: floats(Float32Array.of(1 / temperature), []),
    top_p: floats(Float32Array.of(topP), [])
  });
  return {
    tokens: Array.from(outputs.token!.data as BigInt64Array, Number),
    logprobs: [...(outputs.logprob!.data as Float32Array)],
    entropies: [...(outputs.entropy!.data as Float32Array)]
  };
}

describe("addSampler", () => {
  it("takes tokens by rank as the uniform number grows", async () => {
    const {tokens, logprobs} = await draw([0, 0.49, 0.51, 0.74, 0.76, 0.94, 0.96, 0.9999], 1, 1);
    expect(tokens).toEqual([1, 1, 3, 3, 0, 0, 2, 2]);
    for (const [index, token] of tokens.entries()) expect(logprobs[index]).toBeCloseTo(logits[token]!, 5);
  });

  it("keeps the fewest tokens whose mass reaches top-p and renormalises them", async () => {
    // 0.5 + 0.25 reaches 0.7: two tokens, at 2/3 and 1/3.
    const {tokens, logprobs, entropies} = await draw([0, 0.66, 0.67, 0.9999], 1, 0.7);
    expect(tokens).toEqual([1, 1, 3, 3]);
    expect(logprobs[3]).toBeCloseTo(Math.log(0.25), 5);
    const entropy = -(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3);
    for (const value of entropies) expect(value).toBeCloseTo(entropy, 5);
  });

  it("keeps one token where the first reaches top-p alone", async () => {
    const {tokens, entropies} = await draw([0, 0.5, 0.9999], 1, 0.4);
    expect(tokens).toEqual([1, 1, 1]);
    for (const value of entropies) expect(value).toBeCloseTo(0, 6);
  });

  it("sharpens by temperature but reports log-probabilities at temperature 1", async () => {
    // At temperature 0.5 the squares 0.04, 0.25, 0.0025, 0.0625 are renormalised by 0.355.
    const {tokens, logprobs, entropies} = await draw([0.7, 0.71], 0.5, 1);
    expect(tokens).toEqual([1, 3]);
    expect(logprobs[1]).toBeCloseTo(Math.log(0.25), 5);
    const entropy = -[0.04, 0.25, 0.0025, 0.0625].reduce(
      (sum, p) => sum + (p / 0.355) * Math.log(p / 0.355),
      0
    );
    expect(entropies[0]).toBeCloseTo(entropy, 5);
  });
});
