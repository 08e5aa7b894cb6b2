import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {cheatingPrograms} from "./hostile/cheating.js";
import {escapingPrograms} from "./hostile/escaping.js";
import {greedyPrograms} from "./hostile/greedy.js";
import {intrudingPrograms} from "./hostile/intruding.js";
import {leavingPrograms} from "./hostile/leaving.js";
import {totalProblem, totalSolution} from "./problems.js";

const hostilePrograms = [
  ...greedyPrograms,
  ...escapingPrograms,
  ...intrudingPrograms,
  ...cheatingPrograms,
  ...leavingPrograms
];

const {verifier} = useCodeVerifier({
  parallel: 1,
  limits: {cpuSeconds: 1, idleMilliseconds: 1000, memoryMib: 128}
});

describe("a hostile program is incorrect, and the next program is judged as if it had not been", () => {
  it.each(hostilePrograms)("a program $title", async ({source, reason, gets}) => {
    const [hostile, next] = await verifier().judge(
      [source, totalSolution].map((text) => ({
        problem: totalProblem,
        completion: `\`\`\`python\n${text}\`\`\``
      }))
    );
    expect(hostile).toMatchObject({verdict: "incorrect", reason});
    if (gets !== undefined) expect(hostile!.rule).toBe(`test 1: got ${gets}, expected 6`);
    expect(next).toMatchObject({verdict: "correct", reason: null, rule: "all 3 tests passed"});
  });
});

it("the list of hostile programs names each of them, and no others", () => {
  const list = readFileSync(new URL("hostile/README.md", import.meta.url), "utf8");
  const named = Array.from(list.matchAll(/^- a program (.*): `(\w+)`$/gm), ([, title, reason]) => [
    title,
    reason
  ]);
  const known = hostilePrograms.map(({title, reason}) => [title, reason] as [string, string]);
  expect(named.sort()).toEqual(known.sort());
});
