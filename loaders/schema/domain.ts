/** What a problem asks for; a verifier judges problems of one domain. */
export const domains = ["math", "code", "visual", "countdown"] as const;

export type Domain = (typeof domains)[number];

/** A model's role in the argument. Colours, marks and comparisons follow from it. */
export const roles = ["base", "rl", "instruct", "distilled"] as const;

export type Role = (typeof roles)[number];
