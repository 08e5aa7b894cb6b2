import {describe, expect, it} from "vitest";
import {samplingText, shortSettings} from "../../../src/findings/shared/sampling-text.js";

const plain = {temperature: 0.6, top_p: 0.95, max_tokens: 24};
const raised = {temperature: 1, top_p: 1, max_tokens: 24, power: 4};

describe("samplingText", () => {
  it("says nothing of a power where none has one", () => {
    expect(samplingText([plain, {...plain, power: null}], ["temperature"])).toBe("Temperature 0.6");
  });

  it("says how many have which power, each policy once", () => {
    expect(samplingText([plain, raised, plain, raised], ["temperature", "max_tokens"])).toBe(
      "Temperature 0.6 to 1, at most 24 tokens, power 4 for 1 of 2 policies"
    );
    expect(samplingText([plain, raised, {...raised, power: 12}], [])).toBe(
      "Power 4 and 12 for 2 of 3 policies"
    );
  });

  it("is short for one policy", () => {
    expect([plain, raised].map(shortSettings)).toEqual(["T 0.6, top-p 0.95", "power 4"]);
  });
});
