import {expect, test} from "vitest";
import {readShard} from "../../../loaders/schema/sharding/read-shard.js";
import {bucketOf, ownsProblem, shardText} from "../../../loaders/schema/sharding/shard.js";

test("the bucket of a problem is the first 12 bits of a SHA-256 and stays what it is", () => {
  // printf '["math500","p1"]' | sha256sum
  expect(bucketOf("math500", "p1")).toBe(0xfb3);
  expect(bucketOf("math500", "p2")).toBe(0x49a);
  expect(bucketOf("aime", "p1")).not.toBe(bucketOf("math500", "p1"));
});

test.each([1, 3, 16, 500])("each problem belongs to exactly one of %d shards", (count) => {
  for (let problem = 0; problem < 20; problem++) {
    const owners = Array.from({length: count}, (_, index) => index).filter((index) =>
      ownsProblem({index, count}, "b", `p${problem}`)
    );
    expect(owners).toHaveLength(1);
  }
});

test("a thousand problems spread evenly over 16 shards", () => {
  const counts = Array.from({length: 16}, () => 0);
  for (let problem = 0; problem < 1000; problem++) counts[bucketOf("b", `p${problem}`) % 16]! += 1;
  // Binomial with mean 62.5 and standard deviation 7.7.
  expect(Math.min(...counts)).toBeGreaterThan(35);
  expect(Math.max(...counts)).toBeLessThan(95);
});

test("shards are counted from 1 where people write them", () => {
  expect(readShard("1/4", {})).toEqual({index: 0, count: 4});
  expect(readShard("4/4", {})).toEqual({index: 3, count: 4});
  expect(shardText(readShard("3/16", {}))).toBe("3/16");
});

test.each(["0/4", "5/4", "a/4", "1/0", "1/5000", "-1/4", "1.5/4", "1", "", "1/4/2", "env/0", "env/x"])(
  "the shard %j is refused",
  (text) => {
    expect(() => readShard(text, {SLURM_ARRAY_TASK_ID: "0"})).toThrow(`--shard ${text}: `);
  }
);

const array = (id: number, count: number, least: number, most: number, step?: number) => ({
  SLURM_ARRAY_TASK_ID: String(id),
  SLURM_ARRAY_TASK_COUNT: String(count),
  SLURM_ARRAY_TASK_MIN: String(least),
  SLURM_ARRAY_TASK_MAX: String(most),
  ...(step === undefined ? {} : {SLURM_ARRAY_TASK_STEP: String(step)})
});

test("env reads a Slurm array from any first number and with any step", () => {
  expect(readShard("env", array(0, 4, 0, 3))).toEqual({index: 0, count: 4});
  expect(readShard("env", array(4, 4, 1, 4))).toEqual({index: 3, count: 4});
  expect(readShard("env", array(7, 3, 3, 11, 4))).toEqual({index: 1, count: 3});
});

test("env refuses an array with gaps, whose tasks do not tell their place", () => {
  expect(() => readShard("env", array(7, 2, 3, 7))).toThrow("which has gaps");
});

test("env/N counts tasks of Slurm and of Kubernetes from 0", () => {
  expect(readShard("env/16", {SLURM_ARRAY_TASK_ID: "15"})).toEqual({index: 15, count: 16});
  expect(readShard("env/16", {JOB_COMPLETION_INDEX: "0"})).toEqual({index: 0, count: 16});
  expect(() => readShard("env/16", {JOB_COMPLETION_INDEX: "16"})).toThrow("from 0 to 15");
});

test("a number that is not set, or none, is an error", () => {
  expect(() => readShard("env", {})).toThrow("SLURM_ARRAY_TASK_ID is not set");
  expect(() => readShard("env", {SLURM_ARRAY_TASK_ID: "1"})).toThrow("SLURM_ARRAY_TASK_COUNT is not set");
  expect(() => readShard("env", {JOB_COMPLETION_INDEX: "1"})).toThrow("write --shard env/N");
  expect(() => readShard("env/4", {})).toThrow("neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set");
  expect(() => readShard("env/4", {SLURM_ARRAY_TASK_ID: ""})).toThrow('is "", no number');
  expect(() => readShard("env/4", {SLURM_ARRAY_TASK_ID: "1", JOB_COMPLETION_INDEX: "1"})).toThrow("both set");
});
