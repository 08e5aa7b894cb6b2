import {expect, test} from "vitest";
import {safeRecord} from "../../loaders/remote/safe-record.js";

/** `w1`: version 1 of the file is being written; `s1`: it is stored. */
function record(...entries: string[]): string {
  return entries
    .map((entry) =>
      JSON.stringify({file: "a", sha256: entry.slice(1), state: entry.startsWith("w") ? "writing" : "stored"})
    )
    .map((line) => `${line}\n`)
    .join("");
}

const local = record("w1", "s1", "w2", "s2", "w3", "s3", "w4");

test.each([
  [
    "before version 3 goes over version 1, it is being written over what is stored",
    "1",
    "3",
    record("w1", "s1", "w2", "w3")
  ],
  [
    "after version 3 went, it is stored, and version 4 waits",
    "3",
    null,
    record("w1", "s1", "w2", "s2", "w3", "s3")
  ],
  ["before the first version goes, nothing is stored", null, "2", record("w1", "w2")],
  ["of a file that is not there nothing is said", null, null, ""],
  ["a version that another record tells of is not told here", "other", null, ""]
])("%s", (_, there, next, shown) => {
  expect(safeRecord(local, () => ({there, next}))).toBe(shown);
});

test("a line that a kill cut short stays", () => {
  const cut = `${record("w1", "s1")}{"file": "a", "sh\n`;
  expect(safeRecord(cut, () => ({there: "1", next: null}))).toBe(cut);
});
