import {describe, expect, it} from "vitest";
import {matchTemperature} from "../../loaders/entropy-matching/match-temperature.js";

/** An entropy curve, and how often it was asked. */
function curve(entropy: (temperature: number) => number) {
  const asked: number[] = [];
  const entropyAt = (temperature: number) => {
    asked.push(temperature);
    return Promise.resolve({entropy: entropy(temperature), standard_error: 0});
  };
  return {asked, entropyAt};
}

describe("matchTemperature", () => {
  it.each([
    {target: 0.3, start: 0.6, found: 0.3},
    {target: 0.6, start: 0.6, found: 0.6},
    {target: 1.2345, start: 0.6, found: 1.234},
    {target: 9.99, start: 0.6, found: 9.99},
    {target: 0.051, start: 2, found: 0.051},
    {target: 0.5, start: 100, found: 0.5}
  ])("finds $found where the entropy is the temperature, for $target from $start", async (given) => {
    const {asked, entropyAt} = curve((temperature) => temperature);
    const {outcome, nearest, search} = await matchTemperature(given.target, given.start, entropyAt);
    expect(outcome).toBe("matched");
    expect(Math.abs(nearest.temperature - given.found)).toBeLessThanOrEqual(0.0011);
    expect(Math.abs(nearest.entropy - given.target)).toBeLessThanOrEqual(0.001);
    expect(search.map(({temperature}) => temperature)).toEqual(asked);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(22);
  });

  it("takes the nearer neighbour where the entropy jumps over the target", async () => {
    const {entropyAt} = curve((temperature) => (temperature < 0.7 ? 0.1 : 1));
    const high = await matchTemperature(0.8, 0.6, entropyAt);
    expect(high.nearest).toEqual({temperature: 0.7, entropy: 1, standard_error: 0});
    const low = await matchTemperature(0.2, 0.6, entropyAt);
    expect(low.nearest.entropy).toBe(0.1);
  });

  it("says so where the target cannot be reached, with the nearest that was seen", async () => {
    const flat = curve(() => 0.5);
    expect(await matchTemperature(0.6, 0.6, flat.entropyAt)).toMatchObject({outcome: "always_below"});
    expect(flat.asked.at(-1)).toBe(10);
    const floor = curve((temperature) => 0.5 + temperature);
    const {outcome, nearest} = await matchTemperature(0.3, 0.6, floor.entropyAt);
    expect(outcome).toBe("always_above");
    expect(nearest.temperature).toBe(0.05);
  });
});
