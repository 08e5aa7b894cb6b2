import {execFile} from "node:child_process";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {startModelServer, type ModelServer} from "../../loaders/model-server/model-server.js";
import {repository} from "../support/run-cli.js";
import {guideBlocks} from "./guide.js";

const run = promisify(execFile);
const blocks = guideBlocks("serving-a-model");
/** Each command with what the page shows of its answer. */
const steps = blocks.flatMap(({language, text}, at): [string, string][] =>
  language === "sh" ? [[text.trim(), blocks[at + 1]!.text.trim()]] : []
);
let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({model: join(repository, "data/models/countdown-base"), threads: 1});
  await server.ready;
});

afterAll(() => server.close());

/** An answer as the page shows it: log-probabilities with three places, without what differs from run to run. */
function shown(answer: string): unknown {
  return JSON.parse(answer, (key, value: unknown) => {
    if (["id", "created", "system_fingerprint"].includes(key) && value !== "countdown-base") return undefined;
    return typeof value === "number" ? Math.round(1000 * value) / 1000 : value;
  });
}

/** The data of a stream, or the one answer. */
function parts(answer: string): unknown[] {
  if (!answer.startsWith("data: ")) return [shown(answer)];
  const lines = answer.split("\n").filter((line) => line !== "");
  return lines.map((line) => (line === "data: [DONE]" ? "[DONE]" : shown(line.slice("data: ".length))));
}

/** Numbers that are equal but for the last place shown, and else the same. */
function expectAlike(actual: unknown, expected: unknown): void {
  const numbers: number[] = [];
  const wanted: number[] = [];
  const without = (value: unknown, into: number[]): string =>
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "number" && !Number.isInteger(inner) ? (into.push(inner), "number") : inner
    );
  expect(without(actual, numbers)).toBe(without(expected, wanted));
  for (const [at, number] of numbers.entries()) expect(Math.abs(number - wanted[at]!)).toBeLessThan(0.0021);
}

describe("docs/serving-a-model.md", () => {
  it("has commands for each endpoint", () => {
    expect(steps.length).toBeGreaterThan(5);
    for (const path of ["/v1/models", "/v1/completions", "/v1/chat/completions"])
      expect(steps.some(([command]) => command.includes(`localhost:8000${path}`))).toBe(true);
  });

  it.each(steps)("%s answers what it says", async (command, expected) => {
    const own = command.replace("localhost:8000", server.url.replace("http://", ""));
    const {stdout} = await run("sh", ["-c", own]);
    expectAlike(parts(stdout.trim()), parts(expected));
  });
});
