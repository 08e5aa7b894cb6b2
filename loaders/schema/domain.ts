/** What a problem asks for; a verifier judges problems of one domain. */
export type Domain = "math" | "code" | "visual" | "countdown";

/** Our verifier of each domain. */
export const domainVerifiers: Readonly<Record<Domain, string>> = {
  math: "math@strict",
  code: "code@python",
  visual: "visual@answer",
  countdown: "countdown@steps"
};

/** A model's role in the argument. Colours, marks and comparisons follow from it. */
export type Role = "base" | "rl" | "instruct" | "distilled";
