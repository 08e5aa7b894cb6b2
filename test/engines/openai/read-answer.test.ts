import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {parseAnswer} from "../../../loaders/engines/openai/protocol/answer.js";
import {JsonReader, UnexpectedJson} from "../../../loaders/engines/openai/protocol/json-reader.js";
import {readAnswer} from "../../../loaders/engines/openai/protocol/read-answer.js";

const bytes = (json: unknown): Buffer => Buffer.from(JSON.stringify(json));

/** What a text holds, read to its end. */
function numberIn(text: string): number {
  const reader = new JsonReader(Buffer.from(text));
  const value = reader.number();
  if (!reader.isOver) throw new UnexpectedJson();
  return value;
}

describe("JsonReader.number", () => {
  it("is what JSON.parse makes of floats as servers write them, and of numbers of up to 15 digits", () => {
    const float = fc.float({noNaN: true, noDefaultInfinity: true, min: -10_000, max: 0});
    const short = fc
      .tuple(fc.integer({min: -1e9, max: 1e9}), fc.nat(6))
      .map(([n, places]) => n / 10 ** places);
    fc.assert(
      fc.property(fc.oneof(float, short), (value) => {
        const text = JSON.stringify(value);
        expect(numberIn(text)).toBe(JSON.parse(text));
      }),
      {numRuns: 2000}
    );
  });

  it("is within a few units of the last place of any other", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6}), (value) => {
        expect(Math.abs(numberIn(JSON.stringify(value)) - value)).toBeLessThanOrEqual(
          5e-16 * Math.abs(value)
        );
      }),
      {numRuns: 2000}
    );
  });

  it.each(["01", "-", "1.", ".5", "+1", "null", "", "1.2.3", "NaN", "1e", "--1"])("refuses %s", (text) => {
    expect(() => numberIn(text)).toThrow(UnexpectedJson);
  });
});

describe("readAnswer", () => {
  const listed = (top: unknown[], logprobs: unknown[] = [-0.5, -1.25]): object => ({
    choices: [
      {
        index: 0,
        text: 'a "quoted" \\ line\nand é 😀',
        finish_reason: "stop",
        logprobs: {
          text_offset: [0, 1],
          token_logprobs: logprobs,
          tokens: ['a "', "\\"],
          top_logprobs: top
        },
        token_ids: null,
        stop_reason: null
      }
    ],
    usage: {completion_tokens: 2}
  });

  it("says what parseAnswer says of the same JSON", () => {
    const alternative = (logprob: number): object => ({token: "x", logprob, bytes: [120]});
    const content = [
      {id: 3, token: '"', logprob: -0.25, bytes: [34], top_logprobs: [alternative(-0.25), alternative(-2)]},
      {token: "", logprob: -9999, bytes: null, top_logprobs: []}
    ];
    const cases: object[] = [
      listed([{a: -0.5, b: -1, "3": -7}, {c: -1.25}]),
      listed([null, {"\\": -1.25, '"': -1.25, d: -1.25}]),
      listed([{}, {}]),
      listed([{a: -0.5}]),
      listed([], []),
      {
        choices: [
          {text: "a", logprobs: {content}},
          {text: "b", logprobs: null}
        ]
      },
      {choices: [{message: {content: "a", reasoning_content: "b"}, logprobs: {content: []}}]},
      {choices: [{text: "", logprobs: {}}], usage: null, model: "m"}
    ];
    for (const json of cases) {
      expect(readAnswer(bytes(json), 4)).toEqual(parseAnswer(json, 4));
      const drawnWith = {temperature: 0.6, topP: 0.95};
      expect(readAnswer(bytes(json), 4, drawnWith)).toEqual(parseAnswer(json, 4, drawnWith));
      expect(readAnswer(Buffer.from(JSON.stringify(json, null, 2)), 4)).toEqual(parseAnswer(json, 4));
    }
  });

  it("says so of any texts and log-probabilities", () => {
    const token = fc.record({
      text: fc.string({unit: "binary"}),
      logprob: fc.float({min: -40, max: 0, noNaN: true}),
      others: fc.dictionary(fc.string(), fc.float({min: -40, max: 0, noNaN: true}), {maxKeys: 5})
    });
    fc.assert(
      fc.property(fc.array(token, {maxLength: 20}), (tokens) => {
        const json = {
          choices: [
            {
              text: tokens.map(({text}) => text).join(""),
              logprobs: {
                tokens: tokens.map(({text}) => text),
                token_logprobs: tokens.map(({logprob}) => logprob),
                top_logprobs: tokens.map(({others}) => others)
              }
            }
          ]
        };
        // Through JSON: -0 and the like are not told apart there.
        const told: unknown = JSON.parse(JSON.stringify(json));
        expect(readAnswer(bytes(json), 1)).toEqual(parseAnswer(told, 1));
      }),
      {numRuns: 50}
    );
  });

  it("refuses every body that was cut short, and bytes that are no UTF-8", () => {
    const whole = bytes(listed([{a: -0.5}, {c: -1.25}]));
    for (let length = 0; length < whole.length; length++)
      expect(() => readAnswer(whole.subarray(0, length), 1)).toThrow(/no JSON/);
    const spoiled = Buffer.from(whole);
    spoiled[whole.indexOf("quoted")] = 0xff;
    expect(() => readAnswer(spoiled, 1)).toThrow(/no JSON/);
  });

  it("refuses what is no number in its place, with the word that names it", () => {
    expect(() => readAnswer(bytes(listed([], [null])), 1)).toThrow("a log-probability is null");
    expect(() => readAnswer(bytes(listed([{a: "b"}])), 1)).toThrow('a log-probability is "b"');
  });

  it("takes what is nested deeply for JSON.parse to say", () => {
    const deep = `{"choices":[{"text":"a"}],"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect(readAnswer(Buffer.from(deep), 1).choices[0]!.text).toBe("a");
  });
});
