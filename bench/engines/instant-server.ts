import {createServer} from "node:http";
import type {AddressInfo} from "node:net";

/**
 * A server of completions that answers at once, or after `delay` milliseconds: `node --import tsx instant-server.ts TOKENS DELAY`.
 * Its text is the seed and so many words. Prints its port; GET /peak tells the most requests that it ever held at a time.
 */
const [tokens = 16, delayMs = 0] = process.argv.slice(2).map(Number);
const words = Array.from({length: tokens}, (_, i) => ` w${i % 1000}`);
const usage = `"usage":{"prompt_tokens":4,"completion_tokens":${tokens},"total_tokens":${tokens + 4}}}`;
const head = `{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","text":"`;
const plainEnd = Buffer.from(`${words.join("")}","logprobs":null}],${usage}`);
const scoredEnd = Buffer.from(`${words.join("")}","logprobs":${JSON.stringify(logprobs())}}],${usage}`);
let held = 0;
let peak = 0;

const server = createServer({keepAliveTimeout: 120_000}, (request, response) => {
  if (request.method !== "POST") {
    const body = request.url === "/peak" ? {peak} : {data: [{id: "m", owned_by: "vllm"}]};
    if (request.url === "/peak") peak = held;
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    return;
  }
  held += 1;
  peak = Math.max(peak, held);
  response.on("close", () => (held -= 1));
  let asked = "";
  request.on("data", (part: Buffer) => (asked += part.toString("latin1")));
  request.on("end", () => {
    const start = head + (/"seed":\s*(\d+)/.exec(asked)?.[1] ?? "0");
    const end = /"logprobs":\s*\d/.test(asked) ? scoredEnd : plainEnd;
    const answer = (): void => {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": start.length + end.length
      });
      response.write(start);
      response.end(end);
    };
    if (delayMs === 0) answer();
    else setTimeout(answer, delayMs);
  });
});
server.listen(0, "127.0.0.1", 32_768, () => {
  console.log((server.address() as AddressInfo).port);
});

function logprobs(): object {
  return {
    tokens: words,
    token_logprobs: words.map((_, i) => -0.123456789 * (1 + (i % 7))),
    top_logprobs: words.map((word, i) =>
      Object.fromEntries(
        [word, " a", " b", " c", " d"].map((token, at) => [token, -0.9876543 * (1 + at + (i % 3))])
      )
    ),
    text_offset: words.map((_, i) => 4 * i)
  };
}
