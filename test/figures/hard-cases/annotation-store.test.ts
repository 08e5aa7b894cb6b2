import {describe, expect, it} from "vitest";
import {matchAnnotations} from "../../../src/figures/hard-cases/annotation-match.js";
import {annotationStore} from "../../../src/figures/hard-cases/annotation-store.js";
import type {TextStorage} from "../../../src/figures/hard-cases/fallible-storage.js";
import type {CaseShard} from "../../../src/metrics/study/case-shard.js";
import {exampleAnnotation as mark} from "../../support/runs/example-annotation.js";

/** A browser's storage in memory. */
function memory(): TextStorage {
  const texts = new Map<string, string>();
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => texts.set(name, text),
    removeItem: (name) => texts.delete(name)
  };
}

describe("annotationStore", () => {
  it("keeps the marks and the reader for the next visit", () => {
    const storage = memory();
    const store = annotationStore("micro", () => storage);
    store.put(mark);
    store.reader = "EK";
    const next = annotationStore("micro", () => storage);
    expect([next.annotations(), next.reader, next.trouble]).toEqual([[mark], "EK", null]);
    expect(annotationStore("other", () => storage).annotations()).toEqual([]);
  });

  it("replaces the same reader's mark of the same completion, and takes it back", () => {
    let changes = 0;
    const store = annotationStore("micro", memory, () => changes++);
    store.put(mark);
    store.put({...mark, mark: "unsure"});
    store.put({...mark, reader: "AB"});
    expect(store.annotations().map(({reader, mark: said}) => [reader, said])).toEqual([
      ["EK", "unsure"],
      ["AB", "valid"]
    ]);
    store.remove(mark);
    expect(store.annotations()).toEqual([{...mark, reader: "AB"}]);
    expect(changes).toBe(4);
  });

  it("takes in what it gave out, and leaves other studies' marks where they are", () => {
    const store = annotationStore("micro", memory);
    store.put(mark);
    store.put({...mark, sample_index: 4, note: "odd"});
    const text = store.exportText();
    store.clear();
    expect(store.exportText()).toBe("");
    const foreign = JSON.stringify({...mark, study: "other"});
    expect(store.importText(`${text}${foreign}\n`, "marks.jsonl")).toBe(2);
    expect(store.exportText()).toBe(text);
  });

  it("takes nothing of a file with a bad line", () => {
    const store = annotationStore("micro", memory);
    expect(() => store.importText(`${JSON.stringify(mark)}\n{}\n`, "marks.jsonl")).toThrow("marks.jsonl:2");
    expect(store.annotations()).toEqual([]);
  });

  it("leaves damaged marks as they are, names the line, and begins anew only when asked to", () => {
    const storage = memory();
    const damaged = `${JSON.stringify(mark)}\n{"study": "mic`;
    storage.setItem("reasoning-boundary/marks/micro", damaged);
    const store = annotationStore("micro", () => storage);
    store.put(mark);
    expect(store.trouble).toMatch(/damaged .*kept marks:2/);
    expect(storage.getItem("reasoning-boundary/marks/micro")).toBe(damaged);
    store.clear();
    store.put(mark);
    expect(store.trouble).toBeNull();
    expect(annotationStore("micro", () => storage).annotations()).toEqual([mark]);
  });

  it("says so where the browser keeps nothing, and goes on in memory", () => {
    const store = annotationStore("micro", () => {
      throw new Error("storage is blocked");
    });
    store.put(mark);
    expect(store.annotations()).toEqual([mark]);
    expect(store.trouble).toMatch(/storage is blocked.*export them/);
  });
});

describe("matchAnnotations", () => {
  const shard: CaseShard = {
    ...{benchmark: "sums", problem_id: "p0", domain: "math", prompt: "", gold: "3", picture: null},
    policies: [
      {
        policy: "base",
        distinct: {correct: 1, incorrect: 0, error: 0},
        completions: [
          {
            sample_index: 3,
            count: 5,
            completion: "3",
            digest: "0123456789ab",
            verdict: "correct",
            rule: "same_text"
          }
        ]
      }
    ]
  };
  const shards = {
    has: () => true,
    load: () => Promise.resolve(shard),
    loaded: (_: string, problem: string) => (problem === "p0" ? shard : undefined)
  };

  it("finds a completion by its text before its index, and drops what is not there", () => {
    const found = matchAnnotations(
      [
        mark,
        {...mark, sample_index: 60, digest: "0123456789ab"},
        {...mark, digest: "ffffffffffff"},
        {...mark, problem_id: "p1"},
        {...mark, policy: "grpo"}
      ],
      shards
    );
    expect(found).toEqual([
      {...mark, count: 5, correct: true},
      {...mark, digest: "0123456789ab", count: 5, correct: true}
    ]);
  });
});
