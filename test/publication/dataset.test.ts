import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type} from "arktype";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {parse} from "yaml";
import {Database, quote} from "../../loaders/store/database.js";
import {fileHash} from "../../loaders/store/file-hash.js";
import {publishedDataset} from "../support/runs/published-dataset.js";
import {writeStudyRun, type StudyRun} from "../support/runs/study-run.js";
import {citationSchema} from "./citation-schema.js";
import {croissantSchema, type Croissant} from "./croissant-schema.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-dataset-"));
const [first, second] = [join(place, "first"), join(place, "second")];
let run: StudyRun;

afterAll(() => {
  rmSync(place, {recursive: true, force: true});
});

beforeAll(async () => {
  run = await writeStudyRun(join(place, "study"), {
    benchmarks: ["hard", "easy"],
    n: 4,
    policies: [
      {
        policy: "base",
        role: "base",
        correct: [
          [0, 1],
          [2, 4]
        ]
      },
      {
        policy: "grpo",
        role: "rl",
        base: "base",
        correct: [
          [0, 0],
          [4, 4]
        ]
      }
    ]
  });
  const source = {study: run.environment.BOUNDARY_STUDY, runs: run.environment.BOUNDARY_RUNS};
  await publishedDataset(first, source);
  await publishedDataset(second, source, {
    authors: ["Ada Lovelace", "A group"],
    at: {site: "https://example.org/report/", dataset: "https://example.org/data"},
    without: ["inspect", "every-eval-ever"]
  });
}, 120_000);

const text = (file: string, folder = first): string => readFileSync(join(folder, "dataset", file), "utf8");
const identity = (): string => (JSON.parse(text("manifest.json")) as {identity: string}).identity;

function croissant(folder = first): Croissant {
  const parsed = croissantSchema(JSON.parse(text("croissant.json", folder)));
  if (parsed instanceof type.errors) throw new Error(parsed.summary);
  return parsed;
}

const duckTypes: Record<string, string> = {
  VARCHAR: "sc:Text",
  INTEGER: "cr:Int32",
  BIGINT: "cr:Int64",
  DOUBLE: "cr:Float64"
};

describe("croissant.json of a data set", () => {
  it("names every table with its bytes and hash, and leaves none out", () => {
    const files = croissant().distribution.filter((entry) => entry["@type"] === "cr:FileObject");
    const tables = (readdirSync(join(first, "dataset"), {recursive: true}) as string[]).filter((name) =>
      /^(data|problems)\/.*\.parquet$|^counts\/.*\.csv$/.test(name)
    );
    expect(files.map(({contentUrl}) => contentUrl)).toEqual(tables.sort());
    for (const {contentUrl, contentSize, sha256} of files) {
      const file = join(first, "dataset", contentUrl);
      expect([contentUrl, contentSize, sha256]).toEqual([
        contentUrl,
        `${statSync(file).size} B`,
        fileHash(file)
      ]);
    }
  });

  it("has the columns of the files, in their order and of their types", async () => {
    const {distribution, recordSet} = croissant();
    const database = await Database.open();
    try {
      for (const {"@id": id, field, key = []} of recordSet) {
        const set = distribution.find((entry) => entry["@id"] === `${id}-files`);
        const {includes} = set as {includes: string};
        const files = quote(join(first, "dataset", includes));
        const rows = await database.rows<{column_name: string; column_type: string}>(
          `DESCRIBE FROM ${includes.endsWith(".csv") ? `read_csv(${files})` : `read_parquet(${files})`}`
        );
        expect(field.map(({name}) => name)).toEqual(rows.map(({column_name}) => column_name));
        for (const [i, each] of field.entries()) {
          expect(each.source).toEqual({fileSet: {"@id": `${id}-files`}, extract: {column: each.name}});
          if (includes.endsWith(".csv")) continue;
          const {column_type: found} = rows[i]!;
          if ("dataType" in each) expect([each.name, each.dataType]).toEqual([each.name, duckTypes[found]]);
          else {
            const parts = each.subField.map(({name, dataType}) => [name, dataType]);
            const types = [...found.matchAll(/"?(\w+)"? (VARCHAR|INTEGER)/g)];
            expect(found).toMatch(/^STRUCT\(.*\)\[\]$/);
            expect(parts).toEqual(types.map(([, name, kind]) => [name, duckTypes[kind!]]));
          }
        }
        const names = key.map(({"@id": field}) => field.slice(id.length + 1));
        if (names.length === 0) continue;
        const [count] = await database.rows<{rows: number; keys: number}>(
          `SELECT count(*) AS rows, count(DISTINCT (${names.join(", ")})) AS keys FROM read_parquet(${files})`
        );
        expect(count!.rows).toBe(32);
        expect(count!.keys).toBe(32);
      }
      expect(recordSet.map(({name}) => name)).toEqual(["completions", "problems", "counts"]);
    } finally {
      database.close();
    }
  });

  it("says what is not known, and what is", () => {
    const {license, creator, url, description, ...rest} = croissant();
    expect([license, creator, url]).toEqual([
      "LICENSES.md",
      [{"@type": "sc:Organization", name: "Authors not stated"}],
      `urn:sha256:${identity()}`
    ]);
    expect(description).toContain("32 completions");
    expect(rest["rai:personalSensitiveInformation"]).toContain("Not known");
    expect(rest["rai:dataCollection"]).toContain("2 benchmarks were answered by 2 policies");
    expect(rest["rai:machineAnnotationTools"]).toEqual(["countdown@steps, version 1"]);
    const other = croissant(second);
    expect(other.url).toBe("https://example.org/data");
    expect(other.license).toBe("https://example.org/data/LICENSES.md");
    expect(other.creator.map(({name}) => name)).toEqual(["Ada Lovelace", "A group"]);
  });
});

describe("CITATION.cff of a data set", () => {
  it("is of version 1.2.0, names the report by its identity, and the tool and the paper", () => {
    for (const folder of [first, second]) {
      const cited = citationSchema(parse(text("CITATION.cff", folder)));
      if (cited instanceof type.errors) throw new Error(cited.summary);
      expect(cited.version).toBe(identity());
      expect(cited.title).toBe("A study written by a test");
      expect(cited["date-released"]).toBe("2026-01-02");
      expect(cited.references.map((each) => each.identifiers?.[0]?.value ?? each.version)).toEqual([
        "0.1.0",
        "arXiv:2504.13837"
      ]);
    }
    const authors = [first, second].map(
      (folder) => (parse(text("CITATION.cff", folder)) as {authors: unknown}).authors
    );
    expect(authors).toEqual([[{name: "Authors not stated"}], [{name: "Ada Lovelace"}, {name: "A group"}]]);
  });
});

describe("README.md of a data set", () => {
  interface FrontMatter {
    license: string;
    license_link: string;
    pretty_name: string;
    size_categories: string[];
    tags: string[];
    configs: {config_name: string; data_files: string}[];
  }
  const frontMatter = (folder: string): FrontMatter =>
    parse(/^---\n([\s\S]*?)\n---\n/.exec(text("README.md", folder))![1]!) as FrontMatter;

  it("begins with what the Hub reads", () => {
    const {configs, tags, ...rest} = frontMatter(first);
    expect(rest).toEqual({
      license: "other",
      license_name: "by-source",
      license_link: "LICENSES.md",
      pretty_name: "A study written by a test",
      size_categories: ["n<1K"]
    });
    expect(tags).toContain("croissant");
    expect(configs.map(({config_name, data_files}) => [config_name, data_files])).toEqual([
      ["completions", "data/*/*.parquet"],
      ["problems", "problems/*.parquet"]
    ]);
  });

  it("lists what is there, pass@k, the identity and the commands", () => {
    const card = text("README.md");
    const listed = card.slice(0, card.indexOf("## pass@k")).matchAll(/^\| `([^`]+)` \|/gm);
    const names = [...listed].map(([, name]) => name!).sort();
    const present = readdirSync(join(first, "dataset")).filter((name) => name !== "README.md");
    expect(names).toEqual(present.sort());
    expect(card).toContain("| `inspect` |");
    expect(card).not.toContain("| `eval-results` |");
    expect(card).toContain("| hard | base | 2 | 8 | countdown@steps | 0.1250 | 0.5000 |");
    expect(card).toContain("| easy | grpo | 2 | 8 | countdown@steps | 1.0000 | 1.0000 |");
    expect(card).toContain(identity());
    expect(card).toContain("npm run recompute -- PLACE");
    const other = text("README.md", second);
    expect(other).not.toContain("| `inspect` |");
    expect(other).toContain("- Report: https://example.org/report/");
    expect(other).toContain("author = {{Ada Lovelace} and {A group}}");
  });
});

it("says of each source its licence, or that none is known", () => {
  const licences = text("LICENSES.md");
  expect(licences).toContain("| `hard` | Set hard | not stated: ask its authors |");
  expect(licences).toContain("| `base`, `grpo` | nowhere | terms of the model nowhere |");
});

it("gives the same bytes each time, but for what is given from outside", async () => {
  const again = join(place, "again");
  const source = {study: run.environment.BOUNDARY_STUDY, runs: run.environment.BOUNDARY_RUNS};
  await publishedDataset(again, source);
  const hashes = (folder: string): string[][] =>
    (readdirSync(folder, {recursive: true}) as string[])
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, fileHash(join(folder, name))]);
  expect(hashes(join(again, "dataset"))).toEqual(hashes(join(first, "dataset")));
}, 60_000);
