import {describe, expect, it} from "vitest";
import {emptySearch} from "../../../src/findings/hard-cases/completion-search.js";
import {searchShards} from "../../../src/figures/search/search-shards.js";
import {caseShards} from "../../../src/figures/shared/live/case-shards.js";
import type {CaseShard} from "../../../src/metrics/study/case-shard.js";

const shardOf = (problem_id: string): CaseShard => ({
  ...{benchmark: "a", problem_id, domain: "math", prompt: "", gold: null, picture: null},
  policies: [
    {
      policy: "base",
      distinct: {correct: 1, incorrect: 0, error: 0},
      completions: [
        {
          ...{sample_index: 0, count: 1, completion: `so it is ${problem_id}`, digest: ""},
          verdict: "correct",
          rule: ""
        }
      ]
    }
  ]
});

describe("searchShards", () => {
  it("searches the problems that the site has, and says how many those are", async () => {
    const withoutTexts = [{benchmark: "a", problemIds: ["p1"], bytes: 1}];
    const known = caseShards(new URL("http://localhost/"), {withoutTexts});
    const asked: string[] = [];
    const shards = {
      ...known,
      load: (_: string, id: string) => {
        asked.push(id);
        return Promise.resolve(shardOf(id));
      }
    };
    const result = await searchShards(
      shards,
      "a",
      ["p0", "p1", "p2"],
      {...emptySearch, text: "so it"},
      {
        signal: new AbortController().signal,
        onProgress: () => undefined
      }
    );
    expect(asked).toEqual(["p0", "p2"]);
    expect(result).toMatchObject({searched: 2, held: 2, problems: 3});
    expect(result!.found.map(({problemId}) => problemId)).toEqual(["p0", "p2"]);
    expect([known.has("a", "p1"), known.has("b", "p1")]).toEqual([false, true]);
    await expect(known.load("a", "p1")).rejects.toThrow(
      "The completions of p1 are in the report’s data set, not on this site"
    );
  });
});
