import {CHARACTERS_A_TOKEN} from "./characters-a-token.js";
import type {CellPrice} from "./price-study.js";

/** Sums over cells; prompt tokens over those whose prompts are known. */
export interface PriceTotals {
  cells: number;
  stored: number;
  requests: number;
  completions: number;
  prompt_tokens: number;
  most_output_tokens: number;
  /** Cells whose prompt tokens are estimated from characters. */
  estimated: number;
  /** Cells whose problems are not there: their prompt tokens are in no sum. */
  without_problems: number;
}

export function priceTotals(prices: readonly CellPrice[]): PriceTotals {
  const sum = (value: (price: CellPrice) => number): number =>
    prices.reduce((total, price) => total + value(price), 0);
  return {
    cells: prices.length,
    stored: sum(({stored}) => stored),
    requests: sum(({requests}) => requests),
    completions: sum(({completions}) => completions),
    prompt_tokens: sum(({prompt_tokens: tokens}) => tokens ?? 0),
    most_output_tokens: sum(({most_output_tokens: tokens}) => tokens),
    estimated: prices.filter((price) => price.prompt_tokens_are === "estimated").length,
    without_problems: prices.filter((price) => price.problems_from === "registry").length
  };
}

/** The prices as lines for people, with what the numbers rest on below them. */
export function priceTable(prices: readonly CellPrice[]): string {
  const totals = priceTotals(prices);
  const head = [
    "policy",
    "benchmark",
    "n",
    "problems",
    "requests",
    "completions",
    "prompt tokens",
    "most output tokens"
  ];
  const rows = prices.map((price) => [
    price.policy,
    price.benchmark,
    whole(price.n),
    `${price.problems_from === "registry" ? "*" : ""}${whole(price.problems)}`,
    whole(price.requests),
    whole(price.completions),
    price.prompt_tokens === null
      ? "?"
      : `${price.prompt_tokens_are === "estimated" ? "~" : ""}${whole(price.prompt_tokens)}`,
    whole(price.most_output_tokens)
  ]);
  const last = [
    "all",
    "",
    "",
    "",
    whole(totals.requests),
    whole(totals.completions),
    `${totals.estimated > 0 ? "~" : ""}${whole(totals.prompt_tokens)}`,
    whole(totals.most_output_tokens)
  ];
  return [...aligned([head, ...rows, last]), ...notes(totals), ...powerNotes(prices)].join("\n");
}

function notes({stored, estimated, without_problems: absent}: PriceTotals): string[] {
  const lines = [
    "requests: problems that lack completions; a server that gives one completion a request is sent as many as completions"
  ];
  if (stored > 0) lines.push(`${whole(stored)} completions are stored, and taken off`);
  if (estimated > 0)
    lines.push(
      `~ estimated: a token for every ${CHARACTERS_A_TOKEN} characters of the prompt; a server's chat template adds some`
    );
  if (absent > 0)
    lines.push(
      `* by the registry: ${absent} cells are of sets that were not fetched; their prompt tokens (?) are in no sum`
    );
  return lines;
}

/** Which policies draw from a power, a line each. */
function powerNotes(prices: readonly CellPrice[]): string[] {
  const powers = new Map(prices.flatMap(({policy, power}) => (power === undefined ? [] : [[policy, power]])));
  return [...powers].map(
    ([policy, power]) =>
      `${policy}: whole completions, each with its probability under the model to the power ${power}; a draw costs more than one completion's tokens`
  );
}

/** Columns side by side: words to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((text, column) => (column < 2 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join("  ")
      .trimEnd()
  );
}

function whole(value: number): string {
  return value.toLocaleString("en-US");
}
