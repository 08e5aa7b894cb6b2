import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {binarySubjects} from "../../bench/fuzz/binary-subjects.js";
import {kinds} from "../../bench/fuzz/kinds.js";
import {recordSubjects} from "../../bench/fuzz/record-subjects.js";
import {textSubjects} from "../../bench/fuzz/text-subjects.js";
import {tryCase} from "../../bench/fuzz/try-case.js";
import {temporaryFolder} from "../support/temporary-folder.js";

// A slice of bench/fuzz/fuzz.ts, with seeds that its long run does not reach.
const FIRST_SEED = 1e9;
const subjects = [...textSubjects, ...(await binarySubjects()), ...(await recordSubjects())];

describe("the fuzz", () => {
  it("has every kind of input", () => {
    expect(subjects.map(({kind}) => kind).sort()).toEqual(kinds.map(({name}) => name).sort());
  });

  it.each(subjects)("reads $kind as it is, and changes nothing", {timeout: 60_000}, async (subject) => {
    const unchanged = {...subject, changed: ["unread"], files: {...subject.files, unread: Buffer.from("x")}};
    expect(await tryCase(unchanged, 0, join(temporaryFolder(), "case"))).toEqual({kind: "taken", words: ""});
  });

  it.each(subjects)(
    "takes changed $kind, or refuses them in one line that names the place",
    {timeout: 120_000},
    async (subject) => {
      const isSlow = kinds.find(({name}) => name === subject.kind)!.needsDatabase;
      const folder = join(temporaryFolder(), "case");
      const answers = new Set<string>();
      for (let seed = FIRST_SEED; seed < FIRST_SEED + (isSlow ? 6 : 30); seed++) {
        const {kind, words} = await tryCase(subject, seed, folder);
        answers.add(kind);
        expect(kind, `seed ${seed}: ${words}`).not.toBe("fault");
      }
      expect(answers).toContain("refused");
    }
  );

  it("finds a reader that fails with a stack trace, a long message, one without a place, and one that changes its file", async () => {
    const [first] = textSubjects;
    const folder = join(temporaryFolder(), "case");
    const fault = (read: () => Promise<void>) => tryCase({...first!, read}, 1, folder);
    expect((await fault(() => Promise.reject(new TypeError("x is undefined")))).words).toContain(
      "no message for users"
    );
    const {UserError} = await import("../../loaders/schema/user-error.js");
    expect((await fault(() => Promise.reject(new UserError("wrong")))).words).toBe("no place: wrong");
    const long = Object.assign(new UserError("x"), {message: `${folder}${"x".repeat(600)}`});
    expect((await fault(() => Promise.reject(long))).words).toMatch(/^too long/);
    const lines = Object.assign(new UserError("x"), {message: `${folder}\nx`});
    expect((await fault(() => Promise.reject(lines))).words).toMatch(/^not printable/);
    const {writeFile} = await import("node:fs/promises");
    expect((await fault(() => writeFile(join(folder, "study.yaml"), ""))).words).toContain(
      "is not what it was"
    );
  });
});
