import {Agent, type Dispatcher} from "undici";

/** Requests under way that share an agent: undici looks through an agent's connections for a free one at each request. */
const requestsPerAgent = 128;

interface SharedAgent {
  agent: Agent;
  underWay: number;
}

/** Connections, which stay open and are as many as there are requests under way. */
export class Connections {
  private readonly agents: SharedAgent[] = [];

  /** Sends a request; `release` is the caller's to call when it has ended. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): {release: () => void} {
    let shared = this.agents.find(({underWay}) => underWay < requestsPerAgent);
    if (shared === undefined) {
      shared = {agent: createAgent(), underWay: 0};
      this.agents.push(shared);
    }
    shared.underWay += 1;
    const {agent} = shared;
    agent.dispatch(options, handler);
    return {release: () => (shared.underWay -= 1)};
  }

  async close(): Promise<void> {
    await Promise.all(this.agents.map(({agent}) => agent.destroy()));
  }
}

function createAgent(): Agent {
  return new Agent({
    // Without a bound a request that comes before the last one's connection counts as free opens another.
    connections: requestsPerAgent,
    pipelining: 1,
    // Deadlines are the caller's: an answer of 32,000 tokens takes many minutes to begin.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {timeout: 15_000},
    keepAliveTimeout: 30_000
  });
}
