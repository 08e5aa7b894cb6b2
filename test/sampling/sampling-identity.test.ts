import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {claimIdentity, type SamplingIdentity} from "../../loaders/sampling/sampling-identity.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const identity: SamplingIdentity = {
  study_seed: 1,
  engine: "micro",
  source: "abc",
  temperature: 0.6,
  top_p: 0.95,
  max_tokens: 32,
  problems: "def"
};

describe("claimIdentity", () => {
  it("accepts the same identity again", async () => {
    const file = join(temporaryFolder(), "sampling.json");
    await claimIdentity(file, identity);
    await claimIdentity(file, {...identity});
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(identity);
  });

  it.each(Object.keys(identity) as (keyof SamplingIdentity)[])(
    "refuses to mix completions that differ in %s",
    async (name) => {
      const file = join(temporaryFolder(), "sampling.json");
      await claimIdentity(file, identity);
      const other = {...identity, [name]: typeof identity[name] === "number" ? 9 : "other"};
      await expect(claimIdentity(file, other)).rejects.toThrow(
        `were drawn with ${name} ${JSON.stringify(identity[name])}`
      );
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(identity);
    }
  );

  it("keeps an identity without a prefill and one with a prefill apart, whichever came first", async () => {
    const folder = temporaryFolder();
    const direct = {...identity, prefill: "answer :"};
    const [plainFile, directFile] = [join(folder, "plain.json"), join(folder, "direct.json")];
    await claimIdentity(plainFile, identity);
    await claimIdentity(directFile, direct);
    await claimIdentity(directFile, {...direct});
    await expect(claimIdentity(plainFile, direct)).rejects.toThrow(
      'were drawn with prefill not set, the study now says "answer :"'
    );
    await expect(claimIdentity(directFile, identity)).rejects.toThrow(
      'were drawn with prefill "answer :", the study now says not set'
    );
  });
});
