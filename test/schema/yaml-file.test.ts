import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import {describe, expect, it} from "vitest";
import {readYamlFile} from "../../loaders/schema/yaml-file.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const schema = type({
  "+": "reject",
  title: "string",
  "sampling?": {"+": "reject", "top_p?": "number"},
  "list?": type({name: "string", "size?": "number"}).array()
});

/** The message that a text is answered with, without the folder; null where it is taken. */
function answer(text: string | Buffer): string | null {
  const file = join(temporaryFolder(), "a.yaml");
  writeFileSync(file, text);
  try {
    readYamlFile(file, schema);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message.replace(file, "a.yaml");
  }
}

const bomb = (base: string): string =>
  ["a: &a [x, x, x, x, x, x, x, x, x]", ..."bcdefg".split("")]
    .map((name, i, all) => (i === 0 ? name : `${name}: &${name} [${`*${all[i - 1]![0]!}, `.repeat(9)}]`))
    .join("\n") + base;

describe("readYamlFile", () => {
  it.each([
    [
      "a misspelt key",
      "titel: x",
      "a.yaml:1: unknown key titel (did you mean title?); known here: title, list, sampling"
    ],
    [
      "a misspelt key further in",
      "title: x\nsampling:\n  topp: 1",
      "a.yaml:3: unknown key sampling.topp (did you mean top_p?); known here: top_p"
    ],
    [
      "a misspelt key where others may stand",
      "title: x\nlist:\n- nam: x",
      "a.yaml:3: unknown key list[0].nam (did you mean name?); known here: name, size"
    ],
    ["a missing key", "list: []", "a.yaml:1: title must be a string (was missing)"],
    [
      "a key that stands twice",
      "title: x\ntitle: y",
      "a.yaml:2: invalid YAML: the key title stands twice in one map"
    ],
    ["aliases that multiply", bomb("\ntitle: x"), /^a\.yaml:2: invalid YAML: Excessive alias count/],
    ["an alias of nothing", "title: *z", /^a\.yaml:1: invalid YAML: Unresolved alias/],
    ["an alias within itself", "title: &a [*a]", /^a\.yaml:1: /],
    [
      "two documents",
      "title: x\n---\ntitle: y",
      /^a\.yaml:2: invalid YAML: Source contains multiple documents/
    ],
    ["brackets without end", "[".repeat(100_000), /^a\.yaml:1: invalid YAML: more than 100 lists and maps/],
    [
      "brackets over many lines",
      "[\n".repeat(90_000),
      /^a\.yaml:101: invalid YAML: more than 100 lists and maps/
    ],
    ["lists in lists", "- ".repeat(90_000), /^a\.yaml:1: invalid YAML: more than 100 lists and maps/],
    [
      "steps without end",
      Array.from({length: 550}, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
      /more than 100 lists and maps/
    ],
    ["faults without end", "]".repeat(190_000), /^a\.yaml:1: invalid YAML: \] closes nothing/],
    ["tags without end", "!a ".repeat(60_000), /^a\.yaml:1: invalid YAML: /],
    ["50 MB", Buffer.alloc(50_000_000, "a"), "a.yaml: 50 MB is too large: at most 0.2 MB can be read"],
    ["nothing", "", "a.yaml:1: must be an object (was null)"]
  ])("answers %s with one line, at once", (_, text, message) => {
    // Processor time: a busy machine slows the clock on the wall.
    const start = process.cpuUsage();
    const said = answer(text);
    const {user, system} = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(3000);
    if (typeof message === "string") expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  it("takes a byte order mark, many keys, and aliases that do not multiply", () => {
    expect(answer("\ufefftitle: x")).toBeNull();
    expect(answer("title: &t x\nlist:\n- {name: *t, size: 1}\n- name: *t")).toBeNull();
    const many = Array.from({length: 15_000}, (_, i) => `k${i}: 1`).join("\n");
    expect(answer(many)).toMatch(/^a\.yaml:1: unknown key k0/);
  });

  it("reads a file that has changed anew, and gives each reader values of its own", () => {
    const file = join(temporaryFolder(), "a.yaml");
    writeFileSync(file, "title: x\nlist: [{name: y}]");
    const first = readYamlFile(file, schema);
    first.list![0]!.name = "mine";
    expect(readYamlFile(file, schema)).toEqual({title: "x", list: [{name: "y"}]});
    writeFileSync(file, "title: z");
    expect(readYamlFile(file, schema)).toEqual({title: "z"});
  });
});
