// Preloaded (node --import) into Framework's build, which parses each module once to see what it imports and again to write it:
// long texts are parsed once. Nobody changes what the parser gives. Plain JavaScript: it loads before anything else.
import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import process from "node:process";
import {pathToFileURL} from "node:url";

/** Shorter texts are parsed faster than they are looked up. */
const LONG = 10_000;

// The module that Framework imports, not the one that it would require.
const module = join(dirname(createRequire(process.argv[1]).resolve("acorn")), "acorn.mjs");
if (existsSync(module)) {
  const {Parser} = await import(pathToFileURL(module).href);
  const parse = Parser.parse;
  const parsed = new Map();
  Parser.parse = function (input, options) {
    if (this !== Parser || input.length < LONG) return parse.call(this, input, options);
    const key = JSON.stringify(options) + input;
    if (!parsed.has(key)) parsed.set(key, parse.call(this, input, options));
    return parsed.get(key);
  };
}
