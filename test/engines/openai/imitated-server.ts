import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {onTestFinished} from "vitest";
import {createRandom} from "../../../src/random/keyed-random.js";
import {collectBytes} from "../../support/collect-bytes.js";

/** What a server does, as real ones were seen to (see test/engines/openai/servers.test.ts for which). */
export interface Behaviour {
  owner?: string;
  header?: string;
  models?: string[];
  /** Choices above which it refuses; 1 with `ignoresN` gives one in silence. */
  mostN?: number;
  ignoresN?: boolean;
  /** `wavering`: every fifth choice has another last word, as where a batch rounds differently; `swaying`: every second one. */
  seeds?: "contiguous" | "constant" | "ignored" | "refused" | "single" | "wavering" | "swaying";
  logprobs?: "listed" | "content" | "none";
  usage?: "all" | "first" | "none";
  /** Refuses fields that OpenAI's documentation does not name. */
  isStrict?: boolean;
  /** Needs this key. */
  key?: string;
  /** Answers of status 503 before it is ready. */
  loading?: number;
  reasoning?: "reasoning_content" | "reasoning";
  scores?: "echo" | "prompt_logprobs" | "none";
  finish?: string;
}

type Body = Record<string, unknown> & {n?: number; seed?: number; prompt?: string};

export interface ImitatedServer {
  url: string;
  /** Bodies of the requests for completions. */
  bodies: Body[];
}

const known = new Set(
  "model prompt messages n seed temperature top_p max_tokens stop stream logprobs top_logprobs presence_penalty frequency_penalty".split(
    " "
  )
);

/** A server that answers at once, with texts that are made from the seed. It ends with the test. */
export async function imitateServer(behaviour: Behaviour): Promise<ImitatedServer> {
  const bodies: Body[] = [];
  let loading = behaviour.loading ?? 0;
  let draws = 0;
  const server = createServer((request, response) => {
    void collectBytes(request).then((bytes) => {
      const send = (status: number, value: unknown): void => {
        const headers = {
          "content-type": "application/json",
          ...(behaviour.header === undefined ? {} : {server: behaviour.header})
        };
        response.writeHead(status, headers).end(JSON.stringify(value));
      };
      const error = (status: number, message: string): void => {
        send(status, {error: {message, type: "BadRequestError", code: status}});
      };
      if (loading-- > 0) {
        error(503, "Loading model");
      } else if (behaviour.key !== undefined && request.headers.authorization !== `Bearer ${behaviour.key}`) {
        error(401, "Unauthorized");
      } else if (request.url === "/v1/models") {
        const data = (behaviour.models ?? ["m"]).map((id) => ({id, owned_by: behaviour.owner ?? "someone"}));
        send(200, {object: "list", data});
      } else if (request.method === "POST") {
        const body = JSON.parse(bytes.toString()) as Body;
        bodies.push(body);
        const [status, value] = answer(body, behaviour, () => draws++);
        send(status, value);
      } else error(404, "Not Found");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies};
}

function answer(body: Body, behaviour: Behaviour, draw: () => number): [number, unknown] {
  const refusal = (message: string): [number, unknown] => [400, {error: {message, code: 400}}];
  const {seeds = "contiguous", mostN = 64, usage = "all"} = behaviour;
  const unknown = Object.keys(body).filter((field) => !known.has(field));
  if (behaviour.isStrict && unknown.length > 0)
    return [422, {detail: `Unexpected fields in the request: {'${unknown[0]}'}`}];
  if (seeds === "refused" && body.seed !== undefined) return refusal("seed is not supported");
  if ((body.n ?? 1) > mostN && !behaviour.ignoresN) return refusal(`n must be at most ${mostN}`);
  if (body.echo === true || body.prompt_logprobs !== undefined) return scored(body, behaviour);
  const n = behaviour.ignoresN ? 1 : (body.n ?? 1);
  const choices = Array.from({length: n}, (_, j) =>
    choice(body, j, wordsOf(seeds, body.seed, j, draw), behaviour)
  );
  const tokens = choices.map(({text, message}) => (text ?? message!.content).split(" ").length);
  const counted = usage === "all" ? tokens.reduce((sum, count) => sum + count, 0) : tokens[0];
  return [200, {choices, ...(usage === "none" ? {} : {usage: {completion_tokens: counted}})}];
}

function wordsOf(
  seeds: Behaviour["seeds"],
  seed: number | undefined,
  j: number,
  draw: () => number
): string[] {
  const key =
    seeds === "constant"
      ? 0
      : seed === undefined || seeds === "ignored"
        ? 1e9 + draw()
        : seeds === "single"
          ? seed + 7919 * j
          : seed + j;
  const random = createRandom("imitated server", key);
  const words = Array.from({length: 6}, () => `w${random.below(100)}`);
  const every = {wavering: 5, swaying: 2}[String(seeds)];
  return every !== undefined && draw() % every === every - 1 ? [...words.slice(0, -1), "other"] : words;
}

function choice(
  body: Body,
  index: number,
  words: string[],
  {logprobs = "listed", reasoning, finish = "stop"}: Behaviour
): {text?: string; message?: {content: string}} {
  const isAsked = body.logprobs !== undefined && body.logprobs !== false && logprobs !== "none";
  const listed = {
    tokens: words,
    token_logprobs: words.map(() => Math.log(0.01)),
    top_logprobs: words.map((word) => ({[word]: Math.log(0.01), other: Math.log(0.01)}))
  };
  const content = words.map((token) => ({
    token,
    logprob: Math.log(0.01),
    top_logprobs: [{token, logprob: Math.log(0.01)}]
  }));
  const told = isAsked
    ? {logprobs: logprobs === "listed" && body.messages === undefined ? listed : {content}}
    : {};
  const text = words.join(" ");
  const said = reasoning === undefined ? {content: text} : {content: text, [reasoning]: "let me see"};
  return {
    index,
    ...(body.messages === undefined ? {text} : {message: said}),
    finish_reason: finish,
    ...told
  } as unknown as ReturnType<typeof choice>;
}

/** As many likely tokens as are asked for at each place, none as likely as a word of four letters, and the word itself. */
function likely(words: readonly string[], count: number): object {
  if (count === 0) return {};
  const tops = Array.from({length: count}, (_, i) => [`t${i}`, -0.5 * (i + 1)] as const);
  return {
    top_logprobs: words.map((word, i) =>
      i === 0 ? null : Object.fromEntries([...tops, [word, -word.length] as const])
    )
  };
}

/** Each word of the text has the log-probability minus its length. */
function scored(body: Body, {scores = "none"}: Behaviour): [number, unknown] {
  const words = body.prompt!.split(" ");
  const numbers = words.map((word, i) => (i === 0 ? null : -word.length));
  if (scores === "echo" && body.echo === true)
    return [
      200,
      {
        choices: [
          {
            index: 0,
            text: body.prompt,
            logprobs: {token_logprobs: numbers, tokens: words, ...likely(words, body.logprobs as number)}
          }
        ]
      }
    ];
  if (scores === "prompt_logprobs" && body.prompt_logprobs !== undefined) {
    const listed = numbers.map((logprob) => (logprob === null ? null : {7: {logprob, rank: 1}}));
    return [200, {choices: [{index: 0, text: "x", prompt_logprobs: listed}]}];
  }
  return [200, {choices: [{index: 0, text: "one token", logprobs: null}]}];
}
