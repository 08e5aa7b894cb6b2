import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from "vitest";
import {faults, startFaultProxy, type Fault, type FaultProxy} from "../support/fault-proxy.js";

const choice = (index: number): object => ({index, text: `t${index}`, finish_reason: "stop"});
const whole = {choices: [choice(0), choice(1), choice(2)], usage: {completion_tokens: 3}};
let received = 0;
const upstream = createServer((request, response) => {
  received++;
  request.resume();
  const status = request.url === "/bad" ? 400 : 200;
  response.writeHead(status, {"content-type": "application/json"}).end(JSON.stringify(whole));
});
let target = "";

beforeAll(async () => {
  await new Promise<void>((done) => upstream.listen(0, "127.0.0.1", done));
  target = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});

afterAll(() => {
  upstream.closeAllConnections();
  upstream.close();
});

async function proxyWith(rates: Partial<Record<Fault, number>>, seed = 1): Promise<FaultProxy> {
  const proxy = await startFaultProxy({target, seed, rates, pieceMs: 5});
  onTestFinished(() => proxy.close());
  return proxy;
}

interface Seen {
  status: number;
  text: string;
  retryAfter: string | null;
}

async function post(url: string, signal: AbortSignal | null = null): Promise<Seen | "broken"> {
  try {
    const response = await fetch(url, {method: "POST", body: "{}", signal});
    return {
      status: response.status,
      text: Buffer.from(await response.arrayBuffer()).toString("latin1"),
      retryAfter: response.headers.get("retry-after")
    };
  } catch {
    return "broken";
  }
}

const seconds = (date: string): number => (new Date(date).getTime() - Date.now()) / 1000;
const choices = (text: string): unknown => (JSON.parse(text) as {choices: unknown}).choices;

/** What a client sees of each fault; `reaches`: whether the server saw the request. */
const cases: Record<Fault, {reaches: boolean; check: (seen: Seen | "broken") => void}> = {
  "reset-before": {
    reaches: false,
    check: (seen) => {
      expect(seen).toBe("broken");
    }
  },
  "reset-after": {
    reaches: true,
    check: (seen) => {
      expect(seen).toBe("broken");
    }
  },
  "half-body": {
    reaches: true,
    check: (seen) => {
      expect(seen).toBe("broken");
    }
  },
  hang: {
    reaches: false,
    check: (seen) => {
      expect(seen).toBe("broken");
    }
  },
  "429": {
    reaches: false,
    check: (seen) => {
      expect(seen).toMatchObject({status: 429, retryAfter: null});
    }
  },
  "429-seconds": {
    reaches: false,
    check: (seen) => {
      expect(seen).toMatchObject({status: 429, retryAfter: "1"});
    }
  },
  "429-date": {
    reaches: false,
    check: (seen) => {
      expect(seen).toMatchObject({status: 429});
      const wait = seconds((seen as Seen).retryAfter!);
      expect(wait).toBeGreaterThan(-1);
      expect(wait).toBeLessThanOrEqual(1);
    }
  },
  "500": {
    reaches: false,
    check: (seen) => {
      expect(seen).toMatchObject({status: 500});
    }
  },
  "503": {
    reaches: false,
    check: (seen) => {
      expect(seen).toMatchObject({status: 503});
    }
  },
  "slow-body": {
    reaches: true,
    check: (seen) => {
      expect(JSON.parse((seen as Seen).text)).toEqual(whole);
    }
  },
  "malformed-json": {
    reaches: true,
    check: (seen) => {
      expect(() => JSON.parse((seen as Seen).text) as unknown).toThrow(SyntaxError);
    }
  },
  "duplicate-choices": {
    reaches: true,
    check: (seen) => {
      expect(choices((seen as Seen).text)).toEqual([choice(0), choice(0), choice(2)]);
    }
  },
  "fewer-choices": {
    reaches: true,
    check: (seen) => {
      expect(choices((seen as Seen).text)).toEqual([choice(0), choice(1)]);
    }
  },
  "more-choices": {
    reaches: true,
    check: (seen) => {
      expect(choices((seen as Seen).text)).toEqual([...whole.choices, {...choice(0), index: 3}]);
    }
  },
  "missing-usage": {
    reaches: true,
    check: (seen) => {
      expect(JSON.parse((seen as Seen).text)).toEqual({choices: whole.choices});
    }
  },
  "error-in-200": {
    reaches: true,
    check: (seen) => {
      expect(seen).toMatchObject({status: 200});
      expect(JSON.parse((seen as Seen).text)).toHaveProperty("error.message");
    }
  },
  "empty-body": {
    reaches: true,
    check: (seen) => {
      expect(seen).toMatchObject({status: 200, text: ""});
    }
  },
  "truncated-utf8": {
    reaches: true,
    check: (seen) => {
      const bytes = Buffer.from((seen as Seen).text, "latin1");
      expect(() => new TextDecoder("utf-8", {fatal: true}).decode(bytes)).toThrow(TypeError);
    }
  }
};

describe("a proxy with faults", () => {
  it.each(faults)("does and counts %s, and nothing else", async (fault) => {
    const proxy = await proxyWith({[fault]: 1});
    const before = received;
    cases[fault].check(await post(proxy.url, fault === "hang" ? AbortSignal.timeout(100) : null));
    expect(received - before).toBe(cases[fault].reaches ? 1 : 0);
    expect(Object.entries(proxy.counts).filter(([, count]) => count > 0)).toEqual([[fault, 1]]);
  });

  it("passes on what is no POST, answers that are errors, and everything without rates", async () => {
    const proxy = await proxyWith({"empty-body": 1});
    expect(await (await fetch(proxy.url)).json()).toEqual(whole);
    expect(await post(`${proxy.url}/bad`)).toMatchObject({status: 400, text: JSON.stringify(whole)});
    proxy.setRates({});
    expect(await post(proxy.url)).toMatchObject({status: 200, text: JSON.stringify(whole)});
    expect(proxy.counts).toMatchObject({passed: 3, "empty-body": 0});
  });

  it("does the same to the n-th request for the same seed, at about the rates", async () => {
    const statuses = async (seed: number): Promise<number[]> => {
      const proxy = await proxyWith({"429": 0.3, "500": 0.1}, seed);
      const seen: number[] = [];
      for (let i = 0; i < 200; i++) seen.push(((await post(proxy.url)) as Seen).status);
      return seen;
    };
    const one = await statuses(1);
    expect(await statuses(1)).toEqual(one);
    expect(await statuses(2)).not.toEqual(one);
    expect(one.filter((status) => status === 429).length / 200).toBeCloseTo(0.3, 0.9);
    expect(one.filter((status) => status === 500).length / 200).toBeCloseTo(0.1, 0.9);
  });

  it("refuses rates above one in all", async () => {
    await expect(startFaultProxy({target, seed: 1, rates: {hang: 0.6, "500": 0.6}})).rejects.toThrow("1.2");
  });

  it("breaks what is under way at a restart, refuses for a while and comes back at the same port", async () => {
    const proxy = await proxyWith({hang: 1});
    const hanging = post(proxy.url);
    await expect.poll(() => proxy.counts.hang).toBe(1);
    const back = proxy.restart(50);
    expect(await hanging).toBe("broken");
    expect(await post(proxy.url)).toBe("broken");
    await back;
    proxy.setRates({});
    expect(await post(proxy.url)).toMatchObject({status: 200});
  });
});
