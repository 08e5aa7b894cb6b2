/** Characters of a prompt that make a token, about: English with formulas, in the vocabularies of the paper's models. */
export const CHARACTERS_A_TOKEN = 3.5;
