import {expect, test} from "vitest";
import {whilePushing} from "../../loaders/remote/while-pushing.js";

function counting(fail: (push: number) => boolean = () => false): {
  pushes: number;
  push: () => Promise<never>;
} {
  const mirror = {
    pushes: 0,
    push: (): Promise<never> => {
      if (fail(++mirror.pushes)) return Promise.reject(new Error("no connection"));
      return Promise.resolve(undefined as never);
    }
  };
  return mirror;
}

test("what is stored is put while the work goes on, and at its end", async () => {
  const mirror = counting((push) => push <= 2);
  const told: string[] = [];
  const onFailure = ({message}: Error): void => void told.push(message);
  const result = await whilePushing(mirror, {every: 1, onFailure}, async () => {
    while (mirror.pushes < 3) await new Promise((done) => setImmediate(done));
    return "done";
  });
  expect(result).toBe("done");
  expect(told).toEqual(["no connection"]);
  expect(mirror.pushes).toBeGreaterThanOrEqual(4);
});

test("work that fails is put too, and its reason is what is thrown", async () => {
  const mirror = counting(() => true);
  const told: string[] = [];
  const onFailure = ({message}: Error): void => void told.push(message);
  await expect(
    whilePushing(mirror, {every: 60_000, onFailure}, () => Promise.reject(new Error("disk")))
  ).rejects.toThrow("disk");
  expect(mirror.pushes).toBe(1);
  expect(told).toEqual(["no connection"]);
});

test("a last push that fails is a failure", async () => {
  await expect(
    whilePushing(
      counting(() => true),
      {every: 60_000, onFailure: () => undefined},
      () => Promise.resolve()
    )
  ).rejects.toThrow("no connection");
});
