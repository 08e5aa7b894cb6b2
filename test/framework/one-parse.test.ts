import {spawnSync} from "node:child_process";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {requiredPackage} from "../../loaders/workspace/package-folder.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

it("a long text is parsed once by the parser that Framework imports, a short one and other options each anew", () => {
  const parse = join(requiredPackage("@observablehq/framework"), "dist/javascript/parse.js");
  const script = join(temporaryFolder(), "framework.mjs");
  writeFileSync(
    script,
    `import {createRequire} from "node:module";
     const {parseProgram} = await import(${JSON.stringify(parse)});
     const {Parser} = await import(${JSON.stringify(join(requiredPackage("acorn"), "dist/acorn.mjs"))});
     const long = "f(1);\\n".repeat(5000);
     const options = {ecmaVersion: 13, sourceType: "module"};
     const first = parseProgram(long);
     console.log(JSON.stringify([
       first === parseProgram(long),
       first === parseProgram(long + "f(2);"),
       first === Parser.parse(long, {...options, ecmaVersion: 12}),
       parseProgram("f(1)") === parseProgram("f(1)"),
       first.body.length
     ]));`
  );
  const preload = `--import=${new URL("../../loaders/framework/one-parse.mjs", import.meta.url).href}`;
  const place = join(requiredPackage("@observablehq/framework"), "dist/bin/observable.js");
  // The preloaded module looks for the parser from the program that runs.
  const start = `process.argv[1] = ${JSON.stringify(place)};`;
  const first = `--import=data:text/javascript,${encodeURIComponent(start)}`;
  const {stdout, stderr} = spawnSync(process.execPath, [first, preload, script], {
    cwd: repository,
    encoding: "utf8"
  });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual([true, false, false, false, 5000]);
});
