import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  connectionFailure,
  errorMessage,
  retryAfterMs,
  statusFailure
} from "../../../loaders/engines/openai/client/failure.js";
import {endpointUrl} from "../../../loaders/engines/openai/client/endpoint-url.js";
import {parseAnswer} from "../../../loaders/engines/openai/protocol/answer.js";
import {entropyBound} from "../../../loaders/engines/openai/protocol/token-totals.js";
import {requestBody} from "../../../loaders/engines/openai/protocol/request-body.js";
import {seedRuns} from "../../../loaders/engines/openai/seed-runs.js";

describe("entropyBound", () => {
  const likeliest = Math.log(0.5);

  it("is the entropy of a distribution that is told whole", () => {
    expect(entropyBound([Math.log(0.25), Math.log(0.5), Math.log(0.25)], likeliest)).toBeCloseTo(
      1.5 * Math.log(2),
      12
    );
    expect(entropyBound([0, -Infinity], 0)).toBe(0);
  });

  it("never exceeds the entropy, whatever is left out and whichever token was drawn", () => {
    const weights = fc.array(fc.double({min: 1e-6, max: 1, noNaN: true}), {minLength: 2, maxLength: 40});
    fc.assert(
      fc.property(weights, fc.nat(39), fc.nat(39), (given, cut, place) => {
        const sum = given.reduce((a, b) => a + b, 0);
        const p = given.map((weight) => weight / sum).sort((a, b) => b - a);
        const entropy = -p.reduce((total, each) => total + each * Math.log(each), 0);
        const logs = p.map(Math.log);
        const top = logs.slice(0, 1 + (cut % p.length));
        const drawn = logs[place % p.length]!;
        const told = top.includes(drawn) ? top : [...top, drawn];
        expect(entropyBound(told, drawn)).toBeLessThanOrEqual(entropy + 1e-9);
      })
    );
  });

  it("comes near the entropy where nearly all is told", () => {
    const p = [0.6, 0.3, 0.06, 0.03, 0.01];
    const entropy = -p.reduce((total, each) => total + each * Math.log(each), 0);
    const bound = entropyBound(p.slice(0, 4).map(Math.log), Math.log(0.6));
    expect(entropy - bound).toBeGreaterThan(0);
    expect(entropy - bound).toBeLessThan(0.02);
  });
});

describe("failures", () => {
  it("are passing or not by their status", () => {
    const reasons = [429, 503, 500, 502, 408, 400, 404, 413, 422].map((status) => {
      const {reason, isPassing} = statusFailure(status, "{}", undefined);
      return `${status} ${reason} ${isPassing}`;
    });
    expect(reasons).toEqual([
      "429 overload true",
      "503 overload true",
      "500 server error true",
      "502 server error true",
      "408 server error true",
      "400 rejected false",
      "404 rejected false",
      "413 rejected false",
      "422 rejected false"
    ]);
  });

  it("read Retry-After in seconds and as a date, at most ten minutes", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(
      ["2", "0.5", "Thu, 01 Jan 2026 00:00:03 GMT", "86400", "soon", "Wed, 31 Dec 2025 00:00:00 GMT"].map(
        (value) => retryAfterMs(value, now)
      )
    ).toEqual([2000, 500, 3000, 600_000, null, 0]);
    expect(retryAfterMs(undefined, now)).toBeNull();
  });

  it("say what the server said, in one line", () => {
    expect(errorMessage('{"error":{"message":"too long"}}')).toBe("too long");
    expect(errorMessage('{"error":"out of memory"}')).toBe("out of memory");
    expect(errorMessage('{"detail":"Unexpected fields"}')).toBe("Unexpected fields");
    expect(errorMessage("<html>\n  Bad   Gateway</html>")).toBe("<html> Bad Gateway</html>");
    expect(errorMessage("")).toBe("no message");
  });

  it("tell a deadline, a refused and a broken connection apart", () => {
    const coded = (code: string): Error => Object.assign(new Error("fetch failed"), {code});
    expect(connectionFailure(new DOMException("deadline", "TimeoutError")).reason).toBe("timeout");
    expect(connectionFailure(new Error("outer", {cause: coded("ECONNREFUSED")})).reason).toBe("refused");
    expect(connectionFailure(coded("UND_ERR_CONNECT_TIMEOUT")).reason).toBe("refused");
    expect(connectionFailure(coded("ECONNRESET")).reason).toBe("reset");
    expect(connectionFailure(coded("UND_ERR_SOCKET")).reason).toBe("reset");
    expect(connectionFailure(coded("EMFILE")).reason).toBe("overload");
  });
});

describe("parseAnswer", () => {
  const answer = (...choices: object[]): object => ({choices});

  it("takes choices in the order of their places, and fewer than were asked for", () => {
    const {choices} = parseAnswer(answer({index: 2, text: "c"}, {index: 0, text: "a"}), 3);
    expect(choices.map(({index, text}) => `${index} ${text}`)).toEqual(["0 a", "2 c"]);
  });

  it("refuses what is no answer", () => {
    const cases: [unknown, RegExp][] = [
      [null, /must be an object/],
      [{}, /choices must be an array/],
      [answer(), /no choice/],
      [answer({index: 0}), /without text/],
      [answer({index: 0, text: "a"}, {index: 0, text: "b"}), /places of choices are 0, 0/],
      [answer({index: 2, text: "a"}), /places of choices are 2/],
      [answer({index: 0, text: 7}), /text must be a string/],
      [answer({index: 0, text: "a", finish_reason: "abort"}), /ended with abort/],
      [answer({index: 0, text: "a", logprobs: {token_logprobs: [null]}}), /a log-probability is null/],
      [{error: {message: "out of memory", code: 500}}, /500: out of memory/],
      [{error: "busy"}, /500: busy/]
    ];
    for (const [json, message] of cases) expect(() => parseAnswer(json, 2)).toThrow(message);
  });

  it("takes an answer of reasoning alone, which the token limit cut, as an empty completion", () => {
    const message = {role: "assistant", content: null, reasoning_content: "hm"};
    const {choices} = parseAnswer(answer({index: 0, message, finish_reason: "length"}), 1);
    expect(choices[0]).toMatchObject({text: "", reasoning: "hm", finishReason: "length"});
  });
});

describe("requestBody", () => {
  const settings = {
    model: "m",
    sampling: {temperature: 1, topP: 1, maxTokens: 9},
    fields: {top_k: 0},
    extra: {top_k: 5, chat_template_kwargs: {enable_thinking: false}},
    topLogprobs: 5
  };

  it("puts a picture before the user's text, and lets the user's own fields win", () => {
    const asked = {request: {prompt: "what is it?"}, picture: "data:image/png;base64,AA==", n: 2, seed: 3};
    const body = JSON.parse(requestBody("chat", asked, settings)) as Record<string, unknown>;
    expect(body).toMatchObject({n: 2, seed: 3, top_k: 5, logprobs: true, top_logprobs: 5});
    expect(body.messages).toEqual([
      {
        role: "user",
        content: [
          {type: "image_url", image_url: {url: "data:image/png;base64,AA=="}},
          {type: "text", text: "what is it?"}
        ]
      }
    ]);
  });

  it("sends the messages and stops of a prompt template", () => {
    const messages = [
      {role: "system", content: "be brief"},
      {role: "user", content: "1+1?"}
    ] as const;
    const asked = {request: {prompt: "", messages, stop: ["</answer>"]}, picture: null, n: 1, seed: null};
    const body = JSON.parse(requestBody("chat", asked, settings)) as Record<string, unknown>;
    expect(body).toMatchObject({messages, stop: ["</answer>"]});
    expect(body).not.toHaveProperty("seed");
  });
});

describe("seedRuns", () => {
  it("joins requests of one prompt whose seeds follow each other", () => {
    const ask = (prompt: string, ...seeds: number[]): {prompt: string; seed: number}[] =>
      seeds.map((seed) => ({prompt, seed}));
    const runs = seedRuns([...ask("a", 1, 2, 3, 5), ...ask("b", 6, 7)], 2);
    expect(runs.map(({places}) => places)).toEqual([[0, 1], [2], [3], [4, 5]]);
  });
});

describe("endpointUrl", () => {
  it("takes addresses with and without /v1, and nothing else", () => {
    expect(
      ["http://a:1", "http://a:1/", "http://a:1/v1", " http://a:1/v1/ ", "https://a/proxy/v1"].map((url) =>
        endpointUrl(url, "s:1")
      )
    ).toEqual(["http://a:1", "http://a:1", "http://a:1", "http://a:1", "https://a/proxy"]);
    expect(() => endpointUrl("localhost:8000", "s:1")).toThrow("s:1");
    expect(() => endpointUrl("nonsense", "s:1")).toThrow('s:1: "nonsense" is no address of a server');
    expect(() => endpointUrl("http://me:pass@a:1", "s:1")).toThrow("keep the key out of the address");
  });
});
