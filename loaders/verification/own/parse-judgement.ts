import {type} from "arktype";
import {compiledType} from "../../schema/rows/compiled-type.js";
import {printable} from "../../schema/printable.js";
import {reasons, type Judgement, type Reason} from "../../schema/verdict.js";
import {lazySchema} from "../../schema/rows/lazy-schema.js";

/** What a user's verifier answers. */
const answer = lazySchema(() =>
  compiledType({
    verdict: "'correct' | 'incorrect' | 'error'",
    "extracted?": "string | number | null",
    "reason?": "string | null",
    "rule?": "string | null"
  })
);

/**
 * The judgement that a user's verifier gave. A reason in its own words becomes the rule, with the reason that fits the
 * verdict. Throws an Error that says why a value is no judgement.
 */
export function parseJudgement(value: unknown): Judgement {
  const given = answer(value);
  if (given instanceof type.errors) throw new Error(`no verdict: ${given[0]!.message}`);
  const {verdict, extracted = null, reason = null, rule = null} = given;
  const isKnown = reason !== null && reasons.includes(reason as Reason);
  const usual = verdict === "incorrect" ? "mismatch" : "verifier_error";
  return {
    verdict,
    extracted: extracted === null ? null : String(extracted),
    reason: verdict === "correct" ? null : isKnown ? (reason as Reason) : usual,
    rule: rule ?? (isKnown ? "" : (reason ?? ""))
  };
}

/** The judgement `error`, with why as one line. */
export function verifierError(why: unknown, reason: Reason = "verifier_error"): Judgement {
  return {verdict: "error", extracted: null, reason, rule: printable(why)};
}
