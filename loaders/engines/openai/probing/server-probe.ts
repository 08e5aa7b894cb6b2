import {UserError} from "../../../schema/user-error.js";
import type {GenerationRequest, SamplingSettings} from "../../engine.js";
import {attempt, AttemptCounts} from "../client/attempts.js";
import type {Exchange} from "../client/exchange.js";
import {RequestFailure} from "../client/failure.js";
import type {Answer} from "../protocol/answer.js";
import {readAnswer} from "../protocol/read-answer.js";
import {apiPath, requestBody, type Api} from "../protocol/request-body.js";
import {samplingFields} from "../protocol/sampling-fields.js";
import {identifyServer, type IdentifiedServer} from "./identify-server.js";
import type {ProbeRequest} from "./probe-request.js";
import {probeServer} from "./probe-server.js";
import {describeTraits, type ServerTraits} from "./server-traits.js";

/** Tokens of a probe's completions: enough to tell texts apart, and few enough that a batch's rounding seldom changes them. */
const probeTokens = 16;

export interface ServerProbeOptions {
  exchange: Exchange;
  api: Api;
  /** A request of the study: any other prompt might be none for the model. */
  request: GenerationRequest;
  /** Its picture, as a data URL. */
  picture: string | null;
  body: {model: string; sampling: SamplingSettings; extra: Readonly<Record<string, unknown>>};
  wanted: {n: number; topLogprobs: number | null};
  deadlineMs: number;
  retries: number;
  identify: Parameters<typeof identifyServer>[2];
}

/** The probe of a model's servers. */
export class ServerProbe {
  private readonly options: ServerProbeOptions;

  constructor(options: ServerProbeOptions) {
    this.options = options;
  }

  /** Waits for a server and finds out what it can do. Throws a UserError where it cannot be used. */
  async run(url: string): Promise<{traits: ServerTraits; description: string}> {
    const {exchange, identify, wanted} = this.options;
    const server = await identifyServer(exchange, url, identify);
    try {
      const traits = await probeServer((request) => this.ask(url, server, request), server, {...wanted, url});
      return {traits, description: describeTraits(url, traits)};
    } catch (error) {
      if (!(error instanceof RequestFailure) || error.reason === "cancelled") throw error;
      throw new UserError(`${url}: it answers no request well (${error.message}): look into its log`);
    }
  }

  private async ask(url: string, {kind}: IdentifiedServer, probe: ProbeRequest): Promise<Answer> {
    const {exchange, api, body, request, picture, deadlineMs, retries} = this.options;
    const maxTokens = Math.min(probeTokens, body.sampling.maxTokens);
    const text = requestBody(
      api,
      {request, picture, n: probe.n, seed: probe.seed},
      {
        ...body,
        sampling: {temperature: 1, topP: 1, maxTokens},
        fields: probe.withFields ? samplingFields[kind] : {},
        topLogprobs: probe.topLogprobs
      }
    );
    const {answer} = await attempt(
      () => exchange.post(url + apiPath[api], text, deadlineMs, (bytes) => readAnswer(bytes, probe.n)),
      {counts: new AttemptCounts(), retries, isHopeless: () => false, sleep: (ms) => exchange.sleep(ms)}
    );
    return answer;
  }
}
