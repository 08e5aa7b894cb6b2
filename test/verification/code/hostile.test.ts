import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {createCodeVerifier} from "../../../loaders/verification/code/code-verifier.js";
import type {Verifier} from "../../../loaders/verification/verifier.js";
import {hostilePrograms} from "./hostile-programs.js";
import {totalProblem, totalSolution} from "./problems.js";

let verifier: Verifier;

beforeAll(async () => {
  verifier = await createCodeVerifier({
    parallel: 1,
    limits: {cpuSeconds: 1, idleMilliseconds: 1000, memoryMib: 128}
  });
});

afterAll(async () => {
  await verifier.close();
});

describe("a hostile program is incorrect, and the next program is judged as if it had not been", () => {
  it.each(hostilePrograms)("a program $title", async ({source, reason}) => {
    const [hostile, next] = await verifier.judge(
      [source, totalSolution].map((text) => ({
        problem: totalProblem,
        completion: `\`\`\`python\n${text}\`\`\``
      }))
    );
    expect(hostile).toMatchObject({verdict: "incorrect", reason});
    expect(next).toMatchObject({verdict: "correct", reason: null, rule: "all 3 tests passed"});
  });
});
