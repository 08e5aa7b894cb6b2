import {type} from "arktype";
import {UserError} from "../../../schema/user-error.js";
import type {Exchange} from "../client/exchange.js";
import {errorMessage, RequestFailure} from "../client/failure.js";
import type {ServerKind} from "../protocol/sampling-fields.js";

const modelList = type({
  data: type({id: "string", "owned_by?": "string | null", "aliases?": "string[] | null"}).array()
});

/** A server that is there, before anything is asked of its model. */
export interface IdentifiedServer {
  kind: ServerKind;
  version: string | null;
}

/** Seconds that nothing may listen at an address: it may be a wrong one. */
const mostSilence = 60;

/** How long one look may take. */
const lookMs = 10_000;

/**
 * Waits until a server answers, checks that it serves the model, and finds out its kind. `say` is told once what is waited for.
 * Throws a UserError for a server that is not there in `patience` seconds (a minute where nothing listens), for
 * a refused key and for another model.
 */
export async function identifyServer(
  exchange: Exchange,
  url: string,
  {
    model,
    patience,
    keyName,
    say
  }: {model: string; patience: number; keyName: string; say: (line: string) => void}
): Promise<IdentifiedServer> {
  const {body, server} = await waitForModels(exchange, url, {patience, keyName, say});
  const list = parseList(body);
  const owner = list?.data[0]?.owned_by ?? "";
  const kind = serverKind(owner, server);
  if (list !== null && list.data.length > 0) {
    const names = list.data.flatMap(({id, aliases}) => [id, ...(aliases ?? [])]);
    if (!names.includes(model))
      throw new UserError(
        `${url} serves ${names.slice(0, 5).join(", ")}, not ${model}: correct model, or start the server with it`
      );
  }
  return {kind, version: await serverVersion(exchange, url)};
}

async function waitForModels(
  exchange: Exchange,
  url: string,
  {patience, keyName, say}: {patience: number; keyName: string; say: (line: string) => void}
): Promise<{body: string; server: string}> {
  const start = performance.now();
  let hasSaid = false;
  for (;;) {
    const {answer, why} = await look(exchange, url);
    if (answer !== null) {
      const {status, body} = answer;
      if (status === 401 || status === 403)
        throw new UserError(
          `${url} refuses the key (${status}: ${errorMessage(body)}): put the right one into the environment variable ${keyName}`
        );
      // A server without a list of models, or whose list fails, may serve all the same.
      if (status !== 503 && status !== 502 && status !== 429) return answer;
    }
    const most = answer === null ? Math.min(patience, mostSilence) : patience;
    if (performance.now() - start > most * 1000)
      throw new UserError(`${url}: no server answers (${why}): start it, or correct the address`);
    if (!hasSaid) say(`waiting for ${url} (${why}), at most ${most} s; Ctrl-C stops`);
    hasSaid = true;
    await exchange.sleep(500);
  }
}

async function look(
  exchange: Exchange,
  url: string
): Promise<{answer: {status: number; body: string; server: string} | null; why: string}> {
  try {
    const answer = await exchange.get(`${url}/v1/models`, lookMs);
    return {answer, why: `${answer.status}: ${errorMessage(answer.body)}`};
  } catch (error) {
    if (!(error instanceof RequestFailure) || error.reason === "cancelled") throw error;
    return {answer: null, why: error.message};
  }
}

function parseList(body: string): typeof modelList.infer | null {
  try {
    const list = modelList(JSON.parse(body));
    return list instanceof type.errors ? null : list;
  } catch {
    return null;
  }
}

function serverKind(owner: string, header: string): ServerKind {
  if (header === "llama.cpp" || owner === "llamacpp") return "llama.cpp";
  if (owner === "vllm" || owner === "sglang" || owner === "reasoning-boundary") return owner;
  return "unknown";
}

const versionAnswer = type({version: "string"});

async function serverVersion(exchange: Exchange, url: string): Promise<string | null> {
  try {
    const {status, body} = await exchange.get(`${url}/version`, lookMs);
    const parsed = status === 200 ? versionAnswer(JSON.parse(body)) : null;
    return parsed === null || parsed instanceof type.errors ? null : parsed.version;
  } catch (error) {
    if (error instanceof RequestFailure && error.reason === "cancelled") throw error;
    return null;
  }
}
