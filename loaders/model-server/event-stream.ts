import type {ServerResponse} from "node:http";
import type {Choice} from "./choices.js";

/** How an endpoint writes choices into a stream. */
export interface ChunkShape {
  whole: (choice: Choice, index: number) => object;
  piece: (text: string, index: number) => object;
  /** What follows the last piece: why it ended. */
  end: (choice: Choice, index: number) => object;
}

/**
 * Sends choices as server-sent events: a word an event, choices in turns, and the reason of its end after the last word of each;
 * whole choices where they have log-probabilities. `usage` comes in an event of its own, `[DONE]` last.
 */
export function sendEvents(
  response: ServerResponse,
  head: object,
  choices: readonly Choice[],
  shape: ChunkShape,
  usage: object | null
): void {
  response.writeHead(200, {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache"});
  const send = (data: object): void => {
    response.write(`data: ${JSON.stringify({...head, ...data})}\n\n`);
  };
  for (const events of inTurns(choices.map((choice, index) => eventsOf(choice, index, shape))))
    send({choices: events});
  if (usage !== null) send({choices: [], usage});
  response.end("data: [DONE]\n\n");
}

function eventsOf(choice: Choice, index: number, {whole, piece, end}: ChunkShape): object[] {
  if (choice.tokens !== null) return [whole(choice, index)];
  const pieces = choice.text.match(/\s*\S+|\s+$/gu) ?? [];
  return [...pieces.map((text) => piece(text, index)), end({...choice, text: ""}, index)];
}

/** The first of each list, then the second of each, …, each alone. */
function inTurns<T>(lists: readonly (readonly T[])[]): [T][] {
  const longest = Math.max(...lists.map(({length}) => length));
  return Array.from({length: longest}, (_, turn) =>
    lists.flatMap((list): [T][] => (turn < list.length ? [[list[turn]!]] : []))
  ).flat();
}
