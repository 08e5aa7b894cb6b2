import {expect, it} from "vitest";
import {drawnEnvelopes} from "../../../src/findings/audit/drawn-envelopes.js";
import type {VerdictEnvelope} from "../../../src/metrics/audit/verdict-envelope.js";

/** An envelope of one policy that is so wide at its second k. */
const envelope = (policy: string, width: number): VerdictEnvelope =>
  ({
    benchmark: "sums",
    curves: [
      {
        policy,
        points: [
          {k: 1, coverage: 0.5, low: 0.5, high: 0.5},
          {k: 2, coverage: 0.6, low: 0.6, high: 0.6 + width}
        ]
      }
    ]
  }) as VerdictEnvelope;
const [wide, narrow, narrower] = [envelope("a", 0.1), envelope("b", 0.004), envelope("c", 0.001)];
const policies = ({drawn}: {drawn: VerdictEnvelope[]}): string[] =>
  drawn.map(({curves}) => curves[0]!.policy);

it("draws what can be seen and says of the rest that it moves too little", () => {
  expect(policies(drawnEnvelopes([narrow, wide, narrower]))).toEqual(["a"]);
  expect(drawnEnvelopes([narrow, wide, narrower]).text).toContain(
    "They move the curves of 2 of 3 pairs by less than half a point at every k: these are not drawn."
  );
  expect(drawnEnvelopes([wide])).toEqual({
    drawn: [wide],
    text: "Between its edges lies every curve that such errors and cut completions could give."
  });
});

it("draws the pair that moves most where nothing can be seen", () => {
  expect(policies(drawnEnvelopes([narrower, narrow]))).toEqual(["b"]);
  expect(drawnEnvelopes([narrower, narrow]).text).toContain("of both pairs by less than half a point");
});
