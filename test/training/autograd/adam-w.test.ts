import {describe, expect, it} from "vitest";
import {AdamW, globalNorm} from "../../../loaders/training/autograd/adam-w.js";

const options = {beta1: 0.9, beta2: 0.99, weightDecay: 0, maxGradientNorm: 1};
const single = (value: number) => new Map([["w", Float32Array.of(value)]]);

describe("AdamW", () => {
  it("moves by the learning rate at the first update, against the gradient's sign", () => {
    const parameters = single(1);
    new AdamW(options, AdamW.initialState(parameters)).update(parameters, single(0.25), 0.1);
    expect(parameters.get("w")![0]).toBeCloseTo(0.9, 6);
  });

  it("weighs the second update by its bias-corrected means", () => {
    const parameters = single(0);
    const optimizer = new AdamW(options, AdamW.initialState(parameters));
    optimizer.update(parameters, single(1), 0.1);
    optimizer.update(parameters, single(-0.5), 0.1);
    const first = (0.9 * 0.1 - 0.1 * 0.5) / (1 - 0.9 ** 2);
    const second = (0.99 * 0.01 + 0.01 * 0.25) / (1 - 0.99 ** 2);
    expect(parameters.get("w")![0]).toBeCloseTo(-0.1 - (0.1 * first) / Math.sqrt(second), 5);
  });

  it("returns the norm before clipping and clips to the limit", () => {
    const parameters = new Map([["w", Float32Array.of(0, 0)]]);
    const state = AdamW.initialState(parameters);
    const gradients = new Map([["w", Float32Array.of(3, 4)]]);
    expect(new AdamW(options, state).update(parameters, gradients, 0.1)).toBe(5);
    expect(state.first.get("w")![0]).toBeCloseTo(0.1 * 0.6, 6);
    expect(state.first.get("w")![1]).toBeCloseTo(0.1 * 0.8, 6);
  });

  it("decays matrices apart from the gradient, and norms' scales not at all", () => {
    const parameters = new Map([
      ["down", Float32Array.of(2)],
      ["layers.0.attention_norm", Float32Array.of(2)]
    ]);
    const zero = new Map([
      ["down", Float32Array.of(0)],
      ["layers.0.attention_norm", Float32Array.of(0)]
    ]);
    new AdamW({...options, weightDecay: 0.5}, AdamW.initialState(parameters)).update(parameters, zero, 0.1);
    expect(parameters.get("down")![0]).toBeCloseTo(1.9, 6);
    expect(parameters.get("layers.0.attention_norm")![0]).toBe(2);
  });

  it("globalNorm takes all gradients as one vector", () => {
    expect(
      globalNorm(
        new Map([
          ["a", Float32Array.of(2, 3)],
          ["b", Float32Array.of(6)]
        ])
      )
    ).toBe(7);
  });
});
