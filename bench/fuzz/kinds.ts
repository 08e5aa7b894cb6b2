import {readdirSync} from "node:fs";
import {fileURLToPath} from "node:url";

/** Raw samples of each format, as the tests have them. */
export const rawFixtures = fileURLToPath(new URL("../../test/fixtures/importing/", import.meta.url));

const rawFormats = readdirSync(rawFixtures).sort();

/** The kinds of input, by name: known without loading what reads them. */
export const kinds: readonly {name: string; needsDatabase: boolean}[] = [
  ...[
    "study",
    "recipe",
    "problems: problems",
    "problems: math",
    "problems: evalplus",
    "problems: human-eval"
  ],
  ...["problems: live-code-bench", "problems: mathvision", "problems: mathvista", "pairs", "texts to score"],
  ...[
    "replayed completions",
    ...rawFormats.map((format) => `raw samples: ${format}`),
    "weights",
    "pictures",
    "records of a run"
  ],
  ...["record of looks", "addresses of servers", "study with a judge", "records that are kept"],
  "checkpoint of training",
  ...["Parquet of a run", "Parquet to replay", "annotations"]
].map((name) => ({name, needsDatabase: name.startsWith("Parquet") || name === "annotations"}));
