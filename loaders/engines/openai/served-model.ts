import {UserError} from "../../schema/user-error.js";
import type {PolicyModel} from "../engine-definition.js";
import type {
  Generation,
  GenerationRequest,
  LoadedModel,
  RequestTotals,
  ScoringRequest,
  ServedModel,
  TokenScores
} from "../engine.js";
import {attempt, AttemptCounts, type AttemptOptions} from "./client/attempts.js";
import {EndpointList} from "./client/endpoint-list.js";
import {Endpoints} from "./client/endpoints.js";
import {Exchange} from "./client/exchange.js";
import {RequestFailure} from "./client/failure.js";
import {seedRuns, type SeedRun} from "./seed-runs.js";
import {identifyServer} from "./probing/identify-server.js";
import {commonTraits} from "./probing/common-traits.js";
import {ServerProbe} from "./probing/server-probe.js";
import {heedsSeeds, type ServerTraits} from "./probing/server-traits.js";
import type {Answer} from "./protocol/answer.js";
import {pictureUrl} from "./protocol/picture-url.js";
import {readAnswer} from "./protocol/read-answer.js";
import {apiPath, requestBody, type Api} from "./protocol/request-body.js";
import {samplingFields, type ServerKind} from "./protocol/sampling-fields.js";
import type {DrawnWith} from "./protocol/token-totals.js";
import {servedGeneration} from "./protocol/served-generation.js";
import {EchoScorer} from "./scoring/echo-scorer.js";
import {defaults, type OpenaiSettings} from "./settings.js";

type Settings = Required<Omit<OpenaiSettings, "revision" | "url" | "endpoints" | "api">> & {api: Api | null};

/** A model behind servers of OpenAI's protocol. */
export class OpenaiModel implements LoadedModel, ServedModel {
  readonly served = this;
  private readonly policy: PolicyModel<OpenaiSettings>;
  private readonly drawnWith: DrawnWith;
  private readonly settings: Settings;
  private readonly exchange: Exchange;
  private readonly endpoints: Endpoints;
  private readonly list: EndpointList;
  private readonly counts = new AttemptCounts();
  private traits: ServerTraits | null = null;
  private probe: ServerProbe | null = null;
  /** What probes found, by the way in which they asked. */
  private readonly found = new Map<Api, readonly string[]>();
  private scorer: EchoScorer | null = null;
  private lastSuccess = performance.now();

  /** `hasDrawnEntropy`: completions tell the entropy of what their tokens were drawn from; it takes time. */
  constructor(policy: PolicyModel<OpenaiSettings>, hasDrawnEntropy = false) {
    const {settings, resolve, where} = policy;
    this.policy = policy;
    this.drawnWith = hasDrawnEntropy ? policy.sampling : null;
    this.settings = {...defaults, body: {}, ...settings, api: settings.api ?? null};
    const {url, endpoints} = settings;
    const source = url === undefined ? {file: resolve(endpoints!)} : {url};
    this.list = new EndpointList(source, where(url === undefined ? ["endpoints"] : ["url"]));
    this.exchange = new Exchange(process.env[this.settings.key_env]);
    this.endpoints = new Endpoints({
      list: this.list,
      exchange: this.exchange,
      most: this.settings.max_in_flight,
      admit: (late) => this.admit(late)
    });
  }

  get batchSize(): number {
    return this.traits?.n ?? 1;
  }

  /** So many requests wait for a place of the servers' limits. */
  get concurrency(): number {
    return this.settings.max_in_flight * Math.max(1, this.list.urls.length);
  }

  get attempts(): RequestTotals {
    const {failures, givenUp, lastMessage} = this.counts;
    return {failed: Object.fromEntries(failures), givenUp: Object.fromEntries(givenUp), lastMessage};
  }

  /** Servers are probed once for each way of asking, however many benchmarks are drawn. */
  async prepare(request: GenerationRequest): Promise<readonly string[]> {
    const api = this.apiOf(request);
    const found = this.found.get(api) ?? (await this.probeServers(request, api));
    this.found.set(api, found);
    return found;
  }

  private async probeServers(request: GenerationRequest, api: Api): Promise<readonly string[]> {
    const {model, n_per_request: n, top_logprobs: top} = this.settings;
    this.probe = new ServerProbe({
      exchange: this.exchange,
      api,
      request,
      picture: await pictureUrl(request.image),
      body: {model, sampling: this.policy.sampling, extra: this.settings.body},
      wanted: {n, topLogprobs: top === false ? null : top},
      deadlineMs: this.deadlineMs,
      retries: this.settings.retries,
      identify: this.identification
    });
    const found: string[] = [];
    const traits: ServerTraits[] = [];
    let refusal: unknown;
    for (const url of await this.list.first(this.settings.patience, this.exchange)) {
      try {
        const {traits: seen, description} = await this.probe.run(url);
        traits.push(seen);
        found.push(description);
        this.endpoints.add(url);
      } catch (error) {
        // One server of several that is not there is asked later, when it is.
        if (!(error instanceof UserError) || this.list.urls.length === 1) throw error;
        refusal ??= error;
        found.push(error.message);
      }
    }
    if (traits.length === 0) throw refusal;
    this.traits = commonTraits(traits);
    this.lastSuccess = performance.now();
    return found;
  }

  async generate(requests: readonly GenerationRequest[]): Promise<(Generation | null)[]> {
    if (this.traits === null) await this.prepare(requests[0]!);
    const generations: (Generation | null)[] = requests.map(() => null);
    const runs = seedRuns(requests, this.traits!.n);
    await Promise.all(runs.map((run) => this.fill(run, generations)));
    return generations;
  }

  async score(requests: readonly ScoringRequest[], tops = 0): Promise<(TokenScores | null)[]> {
    this.scorer ??= await this.openScorer();
    return this.scorer.score(requests, tops);
  }

  private async openScorer(): Promise<EchoScorer> {
    const kinds = new Set<ServerKind>();
    const urls = await this.list.first(this.settings.patience, this.exchange);
    for (const url of urls) {
      try {
        const {kind} = await identifyServer(this.exchange, url, this.identification);
        kinds.add(kind);
        this.endpoints.add(url);
      } catch (error) {
        if (!(error instanceof UserError) || url !== urls.at(-1) || kinds.size > 0) continue;
        throw error;
      }
    }
    this.lastSuccess = performance.now();
    // Words of a micro model are told apart by spaces, which its server leaves out at the start of a completion.
    const gap = kinds.has("reasoning-boundary") ? " " : "";
    return new EchoScorer({
      endpoints: this.endpoints,
      model: this.settings.model,
      deadlineMs: this.deadlineMs,
      attempts: this.attemptOptions,
      join: (prompt, completion) => prompt + gap + completion
    });
  }

  private get identification(): Parameters<typeof identifyServer>[2] {
    const {model, patience, key_env: keyName} = this.settings;
    return {model, patience, keyName, say: this.policy.say};
  }

  private get attemptOptions(): AttemptOptions {
    return {
      counts: this.counts,
      retries: this.settings.retries,
      isHopeless: () => this.isSilent,
      sleep: (ms) => this.exchange.sleep(ms)
    };
  }

  cancel(): void {
    this.exchange.cancel();
  }

  async close(): Promise<void> {
    await this.exchange.close();
  }

  /** Asks for a run's completions, and one by one for those that an answer left out. */
  private async fill({request, places}: SeedRun, generations: (Generation | null)[]): Promise<void> {
    const {answer, attempts} = (await this.ask(request, places.length)) ?? {};
    if (answer === undefined) return;
    for (const choice of answer.choices) {
      const place = places[choice.index]!;
      const seed = this.hasSeeds ? request.seed + choice.index : null;
      generations[place] = servedGeneration(choice, answer, {seed, attempts: attempts!});
    }
    const missing = places
      .map((place, index) => ({place, index}))
      .filter(({place}) => generations[place] === null);
    if (missing.length > 0)
      this.counts.fail(
        new RequestFailure("incomplete", `${answer.choices.length} of ${places.length} choices`)
      );
    await Promise.all(
      missing.map(({place, index}) =>
        this.fill({request: {...request, seed: request.seed + index}, places: [place]}, generations)
      )
    );
  }

  private async ask(
    request: GenerationRequest,
    n: number
  ): Promise<{answer: Answer; attempts: number} | null> {
    const api = this.apiOf(request);
    const seed = this.hasSeeds ? request.seed : null;
    const asked = {request, picture: await pictureUrl(request.image), n, seed};
    const body = requestBody(api, asked, this.bodySettings);
    try {
      return await attempt(
        () =>
          this.endpoints.ask(apiPath[api], body, {
            deadlineMs: this.deadlineMs,
            parse: (answered) => readAnswer(answered, n, this.drawnWith),
            work: (answer) => this.heedSuccess(answer)
          }),
        this.attemptOptions
      );
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      if (error.reason !== "cancelled") this.giveUp(error, n);
      return null;
    }
  }

  /** Throws a UserError for what would befall every other request too. */
  private giveUp(failure: RequestFailure, n: number): void {
    this.counts.giveUp(failure, n);
    const {status, message} = failure;
    if (status === 401 || status === 403 || status === 404)
      throw new UserError(
        `${this.list.urls.join(", ")}: the server refuses requests to ${this.settings.model} (${message})`
      );
    if (this.isSilent)
      throw new UserError(
        `${this.list.urls.join(", ")}: no answer for ${this.settings.patience} s (${message}): what was drawn is stored; run again when the server answers`
      );
  }

  private heedSuccess({choices, countedTokens}: Answer): number {
    this.lastSuccess = performance.now();
    const tokens = choices.reduce((sum, choice) => sum + (choice.tokens?.count ?? 0), 0);
    return tokens > 0 ? tokens : (countedTokens ?? choices.length);
  }

  private get isSilent(): boolean {
    return performance.now() - this.lastSuccess > this.settings.patience * 1000;
  }

  private get hasSeeds(): boolean {
    return heedsSeeds(this.traits!.seeds);
  }

  private get bodySettings(): Parameters<typeof requestBody>[2] {
    const {kind, takesFields, topLogprobs} = this.traits!;
    const {model, body: extra} = this.settings;
    return {
      model,
      sampling: this.policy.sampling,
      fields: takesFields ? samplingFields[kind] : {},
      extra,
      topLogprobs
    };
  }

  /** A deadline that grows with what may be written: one that does not would cut off the longest completions. */
  private get deadlineMs(): number {
    const {timeout, timeout_per_token: perToken} = this.settings;
    return Math.min(2 ** 31 - 1, 1000 * (timeout + perToken * this.policy.sampling.maxTokens));
  }

  private apiOf({messages}: GenerationRequest): Api {
    return this.settings.api ?? (messages === undefined ? defaults.api : "chat");
  }

  /** A server that comes in late must do what the others do. */
  private async admit(url: string): Promise<void> {
    const {traits, description} = await this.probe!.run(url);
    const {n, seeds, topLogprobs} = this.traits!;
    if (traits.n < n || traits.seeds !== seeds || traits.topLogprobs !== topLogprobs)
      throw new UserError(`${description}: this differs from the other servers: it is not asked`);
    this.policy.say(`${this.policy.policy}: ${description}`);
  }
}
