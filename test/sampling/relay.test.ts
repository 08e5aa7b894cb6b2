import {describe, expect, it} from "vitest";
import {Relay} from "../../loaders/sampling/relay.js";

/** A piece of work that hands over, and ends, when it is told to. */
function piece(name: string, log: string[]) {
  let handOver = (): void => undefined;
  let end: (error?: Error) => void = () => undefined;
  const work = (hand: () => void): Promise<void> => {
    log.push(`${name} begins`);
    handOver = hand;
    return new Promise<void>((resolve, reject) => {
      end = (error) => {
        log.push(`${name} ends`);
        if (error === undefined) resolve();
        else reject(error);
      };
    });
  };
  return {
    work,
    handOver: () => {
      handOver();
    },
    end: (error?: Error) => {
      end(error);
    }
  };
}

const settled = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

describe("Relay", () => {
  it("begins the next piece when one hands over, and the one after it only when the first is over", async () => {
    const log: string[] = [];
    const relay = new Relay();
    const [a, b, c] = ["a", "b", "c"].map((name) => piece(name, log)) as [
      ReturnType<typeof piece>,
      ReturnType<typeof piece>,
      ReturnType<typeof piece>
    ];
    const all = (async () => {
      for (const {work} of [a, b, c]) await relay.run(work);
      await relay.end();
      log.push("over");
    })();
    await settled();
    expect(log).toEqual(["a begins"]);
    a.handOver();
    await settled();
    expect(log).toEqual(["a begins", "b begins"]);
    b.handOver();
    await settled();
    expect(log).toEqual(["a begins", "b begins"]);
    a.end();
    await settled();
    expect(log).toEqual(["a begins", "b begins", "a ends", "c begins"]);
    c.end();
    await settled();
    expect(log.at(-1)).toBe("c ends");
    b.end();
    await all;
    expect(log.slice(-2)).toEqual(["b ends", "over"]);
  });

  it("rejects with what a piece failed with after it had handed over", async () => {
    const relay = new Relay();
    const [a, b] = [piece("a", []), piece("b", [])];
    const first = relay.run(a.work);
    a.handOver();
    await first;
    const second = relay.run(b.work);
    a.end(new Error("disk full"));
    b.handOver();
    await expect(second).rejects.toThrow("disk full");
    b.end();
    await expect(relay.end()).rejects.toThrow("disk full");
  });
});
