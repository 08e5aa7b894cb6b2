/** What a problem asks for; a verifier judges problems of one domain. */
export type Domain = "math" | "code" | "visual" | "countdown";

/** A model's role in the argument. Colours, marks and comparisons follow from it. */
export type Role = "base" | "rl" | "instruct" | "distilled";
