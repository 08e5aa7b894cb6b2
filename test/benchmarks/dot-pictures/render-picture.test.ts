import {describe, expect, it} from "vitest";
import {cellSize, renderPicture} from "../../../loaders/benchmarks/dot-pictures/render-picture.js";
import {drawScene, sceneText} from "../../../loaders/benchmarks/dot-pictures/scene.js";
import {decodePng} from "../../../loaders/pictures/decode-png.js";
import {encodePng} from "../../../loaders/pictures/encode-png.js";
import {patches} from "../../../loaders/pictures/patches.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {look} from "./look.js";

const random = createRandom("render test");
const scenes = Array.from({length: 300}, () => drawScene(random));

describe("renderPicture", () => {
  it("shows the scene: the pixels alone say what each cell holds", () => {
    for (const [noise, scene] of scenes.entries()) {
      expect(look(renderPicture({scene, noise}))).toEqual(sceneText(scene));
    }
  });

  it("survives a PNG file of less than 600 bytes", () => {
    for (const [noise, scene] of scenes.slice(0, 100).entries()) {
      const picture = renderPicture({scene, noise});
      const file = encodePng(picture);
      expect(file.length).toBeLessThan(600);
      expect(Buffer.from(decodePng(file, "test").rgb).equals(picture.rgb)).toBe(true);
    }
  });

  it("draws the same spec alike and the same scene differently with other noise", () => {
    const scene = scenes[0]!;
    expect(renderPicture({scene, noise: 7})).toEqual(renderPicture({scene, noise: 7}));
    const looks = Array.from({length: 50}, (_, noise) =>
      Buffer.from(renderPicture({scene, noise}).rgb).toString("hex")
    );
    expect(new Set(looks).size).toBe(50);
  });

  it("makes hardly any two patches of the same content alike, so that no table of patches can be learnt by heart", () => {
    const seen = new Set<string>();
    let filled = 0;
    for (const [noise, scene] of scenes.entries()) {
      const {size, values} = patches(renderPicture({scene, noise}), cellSize);
      for (const [index, cell] of scene.entries()) {
        if (cell === null) continue;
        filled++;
        seen.add(values.subarray(index * size, (index + 1) * size).join());
      }
    }
    expect(filled).toBeGreaterThan(3500);
    expect(seen.size / filled).toBeGreaterThan(0.98);
  });
});
