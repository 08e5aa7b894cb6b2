import {spawnSync} from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {describe, expect, it} from "vitest";
import {bundleRecord} from "../../loaders/workspace/bundle-record.mjs";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const {bundledScript} = (await import(pathToFileURL(join(repository, "scripts/bundle.mjs")).href)) as {
  bundledScript: (root: string, script: string) => Promise<string | null>;
};

/** A checkout with a script that says the word of its module `words/word.ts` and where that module is. */
function checkout(): {root: string; script: string; word: string} {
  const root = temporaryFolder();
  for (const folder of ["scripts", "words", "node_modules", "loaders/workspace"])
    mkdirSync(join(root, folder), {recursive: true});
  for (const file of [
    "package.json",
    "tsconfig.json",
    "scripts/bundle.mjs",
    "loaders/workspace/bundle-record.mjs"
  ])
    writeFileSync(join(root, file), readFileSync(join(repository, file)));
  symlinkSync(join(repository, "node_modules/esbuild"), join(root, "node_modules/esbuild"));
  const [script, word] = [join(root, "scripts/say.ts"), join(root, "words/word.ts")];
  writeFileSync(script, 'import {place, word} from "../words/word.js";\nconsole.log(word, place);\n');
  writeWord(word, "old");
  return {root, script, word};
}

function writeWord(file: string, word: string): void {
  writeFileSync(file, `export const word: string = "${word}";\nexport const place = import.meta.url;\n`);
}

function said(bundle: string | null): string {
  return spawnSync(process.execPath, [bundle!], {encoding: "utf8"}).stdout.trim();
}

describe("bundledScript", () => {
  it("makes one file of a script, whose modules still know where they are", async () => {
    const {root, script, word} = checkout();
    expect(said(await bundledScript(root, script))).toBe(`old ${pathToFileURL(word).href}`);
  });

  it("makes those of all scripts at once, anew when there is another script", async () => {
    const {root, script, word} = checkout();
    mkdirSync(join(root, "scripts/more"));
    const more = join(root, "scripts/more/again.ts");
    writeFileSync(more, 'import {word} from "../../words/word.js";\nconsole.log("again", word);\n');
    await bundledScript(root, script);
    const made = statSync((await bundledScript(root, more))!).ino;
    expect(said(await bundledScript(root, more))).toBe("again old");
    expect(statSync((await bundledScript(root, more))!).ino).toBe(made);
    const third = join(root, "scripts/third.ts");
    writeFileSync(third, 'import {word} from "../words/word.js";\nconsole.log("third", word);\n');
    expect(said(await bundledScript(root, third))).toBe("third old");
    expect(said(await bundledScript(root, script))).toBe(`old ${pathToFileURL(word).href}`);
  });

  it("makes it anew when a module changes, though size and date stay, and not before", async () => {
    const {root, script, word} = checkout();
    await bundledScript(root, script);
    const bundle = (await bundledScript(root, script))!;
    const made = statSync(bundle).ino;
    expect(await bundledScript(root, script)).toBe(bundle);
    expect(statSync(bundle).ino).toBe(made);
    const {atime, mtime} = statSync(word);
    writeWord(word, "new");
    utimesSync(word, atime, mtime);
    expect(said(await bundledScript(root, script))).toMatch(/^new /);
  });

  it("makes it anew where it was cut short or came from another folder", async () => {
    const {root, script, word} = checkout();
    await bundledScript(root, script);
    const bundle = (await bundledScript(root, script))!;
    writeFileSync(bundle, "");
    expect(said(await bundledScript(root, script))).toMatch(/^old /);
    const file = bundleRecord(root);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(root, "/elsewhere"));
    expect(said(await bundledScript(root, script))).toBe(`old ${pathToFileURL(word).href}`);
    writeFileSync(file, "{");
    expect(said(await bundledScript(root, script))).toMatch(/^old /);
  });

  it("keeps those of checkouts apart that link to the same packages, and removes those of a checkout that is gone", async () => {
    const [first, second] = [checkout(), checkout()];
    const modules = join(second.root, "node_modules");
    rmSync(modules, {recursive: true});
    symlinkSync(join(first.root, "node_modules"), modules);
    writeWord(second.word, "other");
    const bundles = [
      await bundledScript(first.root, first.script),
      await bundledScript(second.root, second.script)
    ];
    expect(bundles.map(said)).toEqual(
      [first, second].map(({word}, i) => `${["old", "other"][i]} ${pathToFileURL(word).href}`)
    );
    const kept = realpathSync(bundles[1]!);
    rmSync(second.root, {recursive: true});
    expect(existsSync(kept)).toBe(true);
    const third = temporaryFolder();
    cpSync(first.root, third, {recursive: true, filter: (source) => !source.includes("node_modules")});
    symlinkSync(join(first.root, "node_modules"), join(third, "node_modules"));
    await bundledScript(third, join(third, "scripts/say.ts"));
    expect(existsSync(kept)).toBe(false);
    expect(existsSync(bundles[0]!)).toBe(true);
  });

  it("holds the packages that every command loads, whose schemas are not compiled, and no other", async () => {
    const {root, script} = checkout();
    for (const name of ["@duckdb", "arktype", "piscina", "yaml"])
      symlinkSync(join(repository, "node_modules", name), join(root, "node_modules", name));
    const lines = [
      'import {type} from "arktype";',
      'import {version} from "@duckdb/node-api";',
      'import {Piscina} from "piscina";',
      'import {parse} from "yaml";',
      'const {jitless} = (type("string") as any).$.internal.resolvedConfig;',
      'console.log(typeof version(), typeof Piscina, parse("a: 1").a, jitless);'
    ];
    writeFileSync(script, lines.join("\n"));
    const bundle = (await bundledScript(root, script))!;
    expect(said(bundle)).toBe("string function 1 true");
    const text = readFileSync(bundle, "utf8");
    const imported = [...text.matchAll(/^import .* from "(?!node:)([^"]+)"/gm)].map(([, name]) => name);
    expect(imported).toEqual(["piscina"]);
    expect(JSON.parse(readFileSync(bundleRecord(root), "utf8"))).toMatchObject({
      inputs: {"scripts/say.ts": expect.any(String) as string}
    });
  });

  it("leaves a script that cannot be bundled to say itself what is wrong", async () => {
    const {root, script, word} = checkout();
    writeFileSync(word, "export const word = ;");
    expect(await bundledScript(root, script)).toBe(null);
  });
});
