import {scope} from "arktype";

/**
 * `type` of arktype for what is checked again and again, such as the rows of large files: it is compiled, which takes longer at
 * the start of a command and checks a row about eight times as fast. `uncompiled-schemas.mjs` turns that off for every other schema.
 */
export const compiledType = scope({}, {jitless: false}).type;
