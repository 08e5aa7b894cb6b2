import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {pairItem} from "../../../loaders/judging/judge-pairs.js";
import {ownVerifier} from "../../../loaders/schema/study/own-verifier.js";
import type {Judgement} from "../../../loaders/schema/verdict.js";
import {isRunning} from "../../../loaders/store/is-running.js";
import {createVerifier} from "../../../loaders/verification/create-verifier.js";
import type {Verifier} from "../../../loaders/verification/verifier.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** Every fault that a command can have, by the completion. */
const hostile = `
import json, os, subprocess, sys, time

with open("starts", "a") as starts:
    starts.write(f"{os.getpid()}\\n")
for line in sys.stdin:
    item = json.loads(line)
    completion = item["completion"]
    if completion == "crash":
        print("first line\\nlast words", file=sys.stderr)
        sys.exit(3)
    if completion == "kill":
        os.kill(os.getpid(), 9)
    if completion == "hang":
        time.sleep(600)
    if completion == "leave a child":
        child = subprocess.Popen(["sleep", "600"])
        open("child", "w").write(str(child.pid))
        time.sleep(600)
    if completion == "flood":
        while True:
            sys.stdout.write("x" * 65536)
    if completion == "no line":
        sys.stdout.write('{"verdict": "correct"}')
        sys.stdout.flush()
        time.sleep(600)
    if completion == "text":
        print("correct")
        continue
    if completion == "maybe":
        print(json.dumps({"verdict": "maybe"}))
        continue
    if completion == "two":
        sys.stdout.write('{"verdict": "correct"}\\n{"verdict": "correct"}\\n')
        sys.stdout.flush()
        continue
    if completion == "stop after this":
        print(json.dumps({"verdict": "correct"}))
        sys.exit(0)
    print(json.dumps({"verdict": "correct" if completion == item["problem"]["gold"] else "incorrect"}))
`;

interface Options {
  workers?: number;
  time_limit?: number;
  start_limit?: number;
}

async function open(
  folder: string,
  command: string[],
  {workers = 1, ...limits}: Options = {}
): Promise<Verifier> {
  const own = ownVerifier({command, id: "mine", time_limit: 1, ...limits}, folder, "study.yaml:12");
  const verifier = await createVerifier("mine", {own: [own], allowCode: true, workers});
  onTestFinished(() => verifier.close());
  return verifier;
}

function pythonFolder(text = hostile): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "reward.py"), text);
  return folder;
}

const judge = (verifier: Verifier, completions: readonly string[]): Promise<Judgement[]> =>
  verifier.judge(completions.map((completion) => pairItem(completion, "4")));

const starts = (folder: string): number[] =>
  readFileSync(join(folder, "starts"), "utf8").trim().split("\n").map(Number);

describe("a user's command as a verifier", () => {
  it("answers every completion in order, by one process a worker", async () => {
    const folder = pythonFolder();
    const verifier = await open(folder, ["python3", "reward.py"], {workers: 2});
    const completions = Array.from({length: 300}, (_, i) => String(i % 7));
    const judgements = await judge(verifier, completions);
    expect(judgements.map(({verdict}) => verdict === "correct")).toEqual(
      completions.map((completion) => completion === "4")
    );
    expect(starts(folder)).toHaveLength(2);
  });

  it.each([
    ["crash", "crash", "it ended with code 3: last words"],
    ["kill", "crash", "it ended with SIGKILL"],
    ["hang", "timeout", "no answer within 1 s"],
    ["no line", "timeout", "no answer within 1 s"],
    ["flood", "output_limit", "its answer has more than 1000000 characters"],
    ["text", "verifier_error", /is not valid JSON \(it wrote: correct\)$/],
    ["maybe", "verifier_error", /^no verdict: verdict must be .* \(it wrote: \{"verdict": "maybe"\}\)$/],
    ["two", "verifier_error", "it wrote more than one line for one completion"]
  ] as const)("is in error on %s alone, and starts anew", {timeout: 60_000}, async (fault, reason, rule) => {
    const folder = pythonFolder();
    const verifier = await open(folder, ["python3", "reward.py"]);
    const judgements = await judge(verifier, ["4", fault, "4", "5"]);
    expect(judgements.map(({verdict}) => verdict)).toEqual(["correct", "error", "correct", "incorrect"]);
    expect(judgements[1]).toMatchObject({
      reason,
      rule: typeof rule === "string" ? rule : (expect.stringMatching(rule) as string)
    });
    expect(starts(folder).length).toBeGreaterThan(1);
  });

  it("does not blame a completion for a process that ended after its last answer", async () => {
    const verifier = await open(pythonFolder(), ["python3", "reward.py"]);
    const completions = ["stop after this", "4", "stop after this", "5"];
    const judgements = await judge(verifier, completions);
    expect(judgements.map(({verdict}) => verdict)).toEqual(["correct", "correct", "correct", "incorrect"]);
  });

  it(
    "gives the first completion time to start, and is not asked for ever if it never answers",
    {timeout: 60_000},
    async () => {
      const slow = pythonFolder(`import time\ntime.sleep(1.5)\n${hostile}`);
      const started = await open(slow, ["python3", "reward.py"], {time_limit: 0.5, start_limit: 20});
      expect((await judge(started, ["4"]))[0]!.verdict).toBe("correct");
      const silent = await open(temporaryFolder(), ["sleep", "600"], {
        time_limit: 0.1,
        start_limit: 0.1,
        workers: 2
      });
      const judgements = await judge(silent, Array<string>(2000).fill("4"));
      expect(judgements.every(({verdict}) => verdict === "error")).toBe(true);
      expect(judgements[0]).toMatchObject({reason: "timeout", rule: "no answer within 0.2 s"});
      expect(judgements.at(-1)!.rule).toBe(
        "not asked: the command has answered nothing; last: no answer within 0.2 s"
      );
    }
  );

  it("leaves no process behind, nor what its processes started", {timeout: 60_000}, async () => {
    const folder = pythonFolder();
    const verifier = await open(folder, ["python3", "reward.py"]);
    await judge(verifier, ["4", "leave a child", "4"]);
    await verifier.close();
    const pids = [...starts(folder), Number(readFileSync(join(folder, "child"), "utf8"))];
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it("is refused where there is no such program, or without the user's leave", async () => {
    await expect(open(temporaryFolder(), ["no-such-program"])).rejects.toThrow(
      "study.yaml:12: cannot run no-such-program: no such program"
    );
    const own = ownVerifier({command: ["python3", "reward.py"]}, "/nowhere", "study.yaml:12");
    await expect(createVerifier("reward", {own: [own]})).rejects.toThrow(
      "study.yaml:12 names the verifier python3 reward.py, which would run"
    );
  });
});

/** Whether a process runs; one that has ended and that nobody has waited for does not. */
function isAlive(pid: number): boolean {
  if (!isRunning(pid)) return false;
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}
