import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/use-code-verifier.js";
import {cheatingPrograms} from "./hostile/cheating.js";
import {greedyPrograms} from "./hostile/greedy.js";
import {intrudingPrograms} from "./hostile/intruding.js";
import {leavingPrograms} from "./hostile/leaving.js";
import {totalProblem, totalSolution} from "./problems.js";

const hostilePrograms = [...greedyPrograms, ...intrudingPrograms, ...cheatingPrograms, ...leavingPrograms];

const {verifier} = useCodeVerifier({
  parallel: 1,
  limits: {cpuSeconds: 1, idleMilliseconds: 1000, memoryMib: 128}
});

describe("a hostile program is incorrect, and the next program is judged as if it had not been", () => {
  it.each(hostilePrograms)("a program $title", async ({source, reason}) => {
    const [hostile, next] = await verifier().judge(
      [source, totalSolution].map((text) => ({
        problem: totalProblem,
        completion: `\`\`\`python\n${text}\`\`\``
      }))
    );
    expect(hostile).toMatchObject({verdict: "incorrect", reason});
    expect(next).toMatchObject({verdict: "correct", reason: null, rule: "all 3 tests passed"});
  });
});
