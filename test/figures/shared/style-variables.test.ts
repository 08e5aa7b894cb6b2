import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {repository} from "../../support/run-cli.js";

it("names no colour or font that no style sheet defines: it would be drawn black", () => {
  const source = join(repository, "src");
  const texts = readdirSync(source, {recursive: true, encoding: "utf8"})
    .filter((name) => /\.(ts|css|md)$/.test(name))
    .map((name) => readFileSync(join(source, name), "utf8"));
  const defined = new Set(
    texts.flatMap((text) => [...text.matchAll(/(--[a-z][\w-]*)["']?\s*[:,]/g)].map(([, name]) => name!))
  );
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/var\((--[a-z][\w-]*)\)/g)].map(([, name]) => name!))
  );
  expect(used.size).toBeGreaterThan(15);
  expect([...used].filter((name) => !defined.has(name))).toEqual([]);
});
