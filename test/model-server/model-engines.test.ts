import {describe, expect, it} from "vitest";
import type {Engine, SamplingSettings} from "../../loaders/engines/engine.js";
import {ModelEngines} from "../../loaders/model-server/model-engines.js";
import {seededEngine} from "../support/runs/seeded-engine.js";

const settings = (maxTokens: number): SamplingSettings => ({temperature: 1, topP: 1, maxTokens});

function countedEngines(most: number): {engines: ModelEngines; loaded: number[]; closed: number[]} {
  const [loaded, closed]: [number[], number[]] = [[], []];
  const load = ({maxTokens}: SamplingSettings): Promise<Engine> => {
    loaded.push(maxTokens);
    return Promise.resolve({
      ...seededEngine(),
      close: () => {
        closed.push(maxTokens);
        return Promise.resolve();
      }
    });
  };
  return {engines: new ModelEngines(load, most), loaded, closed};
}

describe("ModelEngines", () => {
  it("loads each setting once, and closes the one used longest ago where there are too many", async () => {
    const {engines, loaded, closed} = countedEngines(2);
    for (const maxTokens of [1, 2, 1, 3, 1, 2]) {
      await engines.use(settings(maxTokens), ({name}) => Promise.resolve(name));
    }
    expect(loaded).toEqual([1, 2, 3, 2]);
    expect(closed).toEqual([2, 3]);
    await engines.clear();
    expect(closed).toEqual([2, 3, 1, 2]);
  });

  it("closes an engine only once nobody uses it", async () => {
    const {engines, closed} = countedEngines(1);
    let finish = (): void => undefined;
    const busy = engines.use(settings(1), () => new Promise<void>((done) => (finish = done)));
    await engines.use(settings(2), () => Promise.resolve());
    await engines.clear();
    expect(closed).toEqual([2]);
    finish();
    await busy;
    expect(closed).toEqual([2, 1]);
  });

  it("tries again what could not be loaded", async () => {
    let tries = 0;
    const engines = new ModelEngines(() =>
      ++tries === 1 ? Promise.reject(new Error("no")) : Promise.resolve(seededEngine())
    );
    await expect(engines.use(settings(1), () => Promise.resolve(1))).rejects.toThrow("no");
    await expect(engines.use(settings(1), () => Promise.resolve(1))).resolves.toBe(1);
    await engines.clear();
  });
});
