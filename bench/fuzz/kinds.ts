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
  ...["replayed completions", "raw files for import", "weights", "pictures", "records of a run"],
  ...["Parquet of a run", "Parquet to replay", "annotations"]
].map((name) => ({name, needsDatabase: name.startsWith("Parquet") || name === "annotations"}));
