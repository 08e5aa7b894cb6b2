import {type} from "arktype";

/** An id of a study: it names folders, stands in SQL and on pages. */
export const idSchema = type(/^[a-z0-9][a-z0-9._@-]*$/).describe(
  "lower-case letters, digits, '.', '_', '@' and '-'"
);

/** Completions per problem that a study may ask for. */
export const mostCompletions = 16_777_216;

export const countSchema = type(`1 <= number.integer <= ${mostCompletions}`);

/** The largest power that a study may raise a distribution to: beyond it hardly anything but the likeliest completion is drawn. */
export const mostPower = 100;

/** Sampling settings as a study file has them. */
export const samplingSchema = type({
  "temperature?": "0 <= number <= 10",
  "top_p?": "0 < number <= 1",
  "max_tokens?": countSchema,
  "n?": countSchema.or("'adaptive'"),
  /** The rest belongs to `n: adaptive`; see adaptive.ts. */
  "successes?": "number.integer >= 1",
  "n_max?": countSchema,
  "k_max?": countSchema,
  "budget?": "string > 0 | number >= 1",
  "prefill?": "string > 0",
  "power?": `1 < number <= ${mostPower}`,
  "+": "reject"
});
