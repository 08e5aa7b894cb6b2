import {Endpoint, type AskOptions} from "./endpoint.js";
import type {EndpointList} from "./endpoint-list.js";
import type {Exchange} from "./exchange.js";
import {RequestFailure} from "./failure.js";

/** The servers of one model: each request goes to the one that is least loaded among those that can be reached. */
export class Endpoints {
  private readonly list: EndpointList;
  private readonly exchange: Exchange;
  private readonly most: number;
  /** Whether a server that comes in late is one to ask; it throws where it is not. */
  private readonly admit: (url: string) => Promise<void>;
  private readonly known = new Map<string, Endpoint>();
  private readonly admitting = new Map<string, number>();

  constructor({list, exchange, most, admit}: EndpointsOptions) {
    this.list = list;
    this.exchange = exchange;
    this.most = most;
    this.admit = admit;
  }

  /** Servers that are asked now. */
  get current(): readonly Endpoint[] {
    const urls = this.list.urls;
    for (const url of urls) if (!this.known.has(url)) this.join(url);
    return urls.flatMap((url) => this.known.get(url) ?? []);
  }

  /** Asks a server without `admit`: it is known to be one. What was learnt of one that is asked already stays. */
  add(url: string): void {
    if (!this.known.has(url)) this.known.set(url, new Endpoint(url, this.exchange, this.most));
  }

  /** Posts to one of the servers. Throws a RequestFailure. */
  async ask<T>(path: string, body: string, options: AskOptions<T>): Promise<T> {
    const endpoints = this.current;
    const free = endpoints.filter(({pauseLeft}) => pauseLeft === 0);
    const candidates = free.length > 0 ? free : endpoints;
    const least = candidates.reduce<Endpoint | undefined>(
      (best, each) => (best === undefined || each.limit.load < best.limit.load ? each : best),
      undefined
    );
    if (least === undefined) throw new RequestFailure("refused", "no server of the list is ready");
    if (least.pauseLeft > 0) await this.exchange.sleep(least.pauseLeft);
    return least.ask(path, body, options);
  }

  private join(url: string): void {
    const now = performance.now();
    if ((this.admitting.get(url) ?? 0) > now) return;
    this.admitting.set(url, now + 30_000);
    void this.admit(url).then(
      () => {
        this.add(url);
      },
      () => undefined
    );
  }
}

export interface EndpointsOptions {
  list: EndpointList;
  exchange: Exchange;
  /** Most requests under way at one server. */
  most: number;
  admit: (url: string) => Promise<void>;
}
