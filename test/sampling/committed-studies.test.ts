import {readdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {createModelAccess} from "../../loaders/engines/model-access.js";
import {cellTokenRoom} from "../../loaders/sampling/cell-token-room.js";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {readStudy} from "../../loaders/schema/study.js";

const folder = fileURLToPath(new URL("../../data/studies", import.meta.url));
const models = createModelAccess();

describe("the studies in data/studies", () => {
  it.each(readdirSync(folder))("%s: no model's context cuts what max_tokens allows", async (file) => {
    // Models of servers are not at hand, nor are their sets.
    const cells = studyCells(readStudy(join(folder, file))).filter(({policy}) => policy.engine === "micro");
    for (const cell of cells) await cellTokenRoom(cell, models);
    const countdown = cells.find(({policy}) => policy.id === "countdown-base");
    if (countdown === undefined) return;
    const {policy} = countdown;
    const more = {...policy, sampling: {...policy.sampling, maxTokens: policy.sampling.maxTokens + 1}};
    await expect(cellTokenRoom({...countdown, policy: more}, models)).rejects.toThrow("max_tokens 25");
  });
});
