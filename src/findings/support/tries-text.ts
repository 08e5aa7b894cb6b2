import {evenTries, MOST_TRIES} from "../../metrics/support/certificate.js";
import {powerText, whole} from "../shared/format.js";

/** Tries that give a better than even chance: `412`, `3 · 10⁶`, `never` for none, `over 10¹²`. */
export function evenTriesText(rate: number): string {
  if (rate === 0) return "never";
  const tries = evenTries(rate);
  if (tries > MOST_TRIES) return `over ${powerText(12)}`;
  return largeText(Math.ceil(tries));
}

/** A positive number in two digits, beyond a hundred thousand with a power of ten. */
export function largeText(value: number): string {
  if (value < 100_000) return whole(Number(value.toPrecision(2)));
  const exponent = Math.floor(Math.log10(value));
  const factor = Number((value / 10 ** exponent).toPrecision(2));
  return factor === 10 ? powerText(exponent + 1) : `${factor} · ${powerText(exponent)}`;
}

/** A change of a log-probability (nats) as a factor: `450 times less likely`, `1.2 times likelier`, `as likely as before`. */
export function factorText(change: number): string {
  const factor = Math.exp(Math.abs(change));
  if (factor < 1.005) return "as likely as before";
  const text = factor < 10 ? String(Number(factor.toPrecision(2))) : largeText(factor);
  return `${text} times ${change < 0 ? "less likely" : "likelier"}`;
}

/** A probability: `0.12`, `3.4 · 10⁻⁷`. */
export function probabilityText(value: number): string {
  if (value === 0) return "0";
  if (value >= 0.001) return String(Number(value.toPrecision(2)));
  const exponent = Math.floor(Math.log10(value));
  return `${Number((value / 10 ** exponent).toPrecision(2))} · ${powerText(exponent)}`;
}
