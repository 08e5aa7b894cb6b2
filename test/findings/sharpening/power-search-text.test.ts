import {describe, expect, it} from "vitest";
import {powerSearchText, trialText} from "../../../src/findings/sharpening/power-search-text.js";

const trial = (power: number, pass_at_1: number, pass_at_n = 0.9) => ({
  power,
  pass_at_1,
  standard_error: 0.003,
  pass_at_n
});

describe("powerSearchText", () => {
  it("names the best power and those that are as good: within two standard errors of the difference", () => {
    const search = {
      policies: ["p"],
      problems: 120,
      completions: 64,
      power: 8,
      probes: [trial(1, 0.3, 0.98), trial(4, 0.641), trial(8, 0.65, 0.81), trial(16, 0.6416)]
    };
    // 2 * sqrt(2) * 0.003 = 0.0085: 0.641 is further off than that, 0.6416 is not.
    expect(powerSearchText(search)).toBe(
      "On 120 validation problems with 64 completions each, pass@1 is highest at power 8: 65.0% (30.0% without a power); 16 comes within two standard errors of it. pass@64 there is 81.0%, without a power 98.0%."
    );
    expect(powerSearchText({...search, probes: [trial(4, 0.5), trial(8, 0.65)]})).toBe(
      "On 120 validation problems with 64 completions each, pass@1 is highest at power 8: 65.0%; no other power tried comes within two standard errors of it. pass@64 there is 90.0%."
    );
  });

  it("gives a share with its error", () => {
    expect(trialText(trial(8, 0.6508))).toBe("65.1% ± 0.3");
  });
});
