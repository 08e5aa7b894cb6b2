import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {referenceAuthor} from "../schema/score.js";

/** A verifier as the store knows it: verdicts of another version are no verdicts of this one. */
export interface VerifierName {
  id: string;
  version: number;
}

/** Folder of a run that holds nothing of its own: it follows from the rest of the run. */
export const PARTIAL_COUNTS = "partial";

/**
 * Where a run keeps its files, Hive style: `completions/benchmark=…/policy=…/*.parquet`,
 * `verdicts/verifier=…/version=…/benchmark=…/policy=…/*.parquet`, `references/benchmark=…/*.parquet`,
 * `scores/scored_by=…/benchmark=…/policy=…/*.parquet`, `support/scored_by=…/benchmark=…/policy=…/*.parquet`,
 * `exact/benchmark=…/policy=…/*.parquet` and `judge/benchmark=…/policy=…/*.parquet`. A file of verdicts or scores has the name of its completion file.
 */
export class RunFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  completions(benchmark: string, policy: string): string {
    return join(this.path, "completions", `benchmark=${benchmark}`, `policy=${policy}`);
  }

  verdicts(verifier: VerifierName, benchmark: string, policy: string): string {
    const folder = join(
      this.path,
      "verdicts",
      `verifier=${folderName(verifier.id)}`,
      `version=${verifier.version}`
    );
    return join(folder, `benchmark=${benchmark}`, `policy=${policy}`);
  }

  /** The verifiers that have judged something in this run, in the order of their names, each in its newest version. */
  verifiers(): VerifierName[] {
    const ids = hiveValues(join(this.path, "verdicts"), "verifier").sort();
    return ids.map((id) => this.newestVerifier(id));
  }

  /** A verifier in the newest version that has judged something in this run; in version 0, without verdicts, if none has. */
  newestVerifier(id: string): VerifierName {
    return {id, version: this.latestVersion(id) ?? 0};
  }

  /** The newest version of a verifier that has judged something in this run; null if none has. */
  latestVersion(verifier: string): number | null {
    const versions = hiveValues(
      join(this.path, "verdicts", `verifier=${folderName(verifier)}`),
      "version"
    ).map(Number);
    return versions.length === 0 ? null : Math.max(...versions);
  }

  /** Which code of the user's the verdicts of a version are by. See verifier-version.ts. */
  verifierIdentity({id, version}: VerifierName): string {
    return join(this.path, "verdicts", `verifier=${folderName(id)}`, `version=${version}`, "verifier.json");
  }

  /** Why the completions of a folder belong together: model, settings, seed. See loaders/sampling/sampling-identity.ts. */
  samplingIdentity(benchmark: string, policy: string): string {
    return join(this.completions(benchmark, policy), "sampling.json");
  }

  /** How often each problem was tried and solved, where an import has nothing else. */
  counts(benchmark: string, policy: string): string {
    return join(this.path, "counts", `benchmark=${benchmark}`, `policy=${policy}`);
  }

  /** The problems that imports found, a JSONL file a policy. */
  problems(benchmark: string): string {
    return join(this.path, "problems", `benchmark=${benchmark}`);
  }

  /** What a policy's import read and found: loaders/importing/storing/import-record.ts. */
  importRecord(policy: string): string {
    return join(this.path, "imports", `policy=${policy}.json`);
  }

  /** The reference solutions of a benchmark: kept apart from completions, because no policy wrote them. */
  references(benchmark: string): string {
    return join(this.path, "references", `benchmark=${benchmark}`);
  }

  /** What the model of the policy `scoredBy` makes of the texts of `author`, a policy or `referenceAuthor`. */
  scores(scoredBy: string, benchmark: string, author: string): string {
    const folder = join(this.path, "scores", `scored_by=${scoredBy}`);
    return join(folder, `benchmark=${benchmark}`, `policy=${author}`);
  }

  /** Which model scored which texts. See loaders/scoring/scoring-identity.ts. */
  scoringIdentity(scoredBy: string, benchmark: string, author: string): string {
    return join(this.scores(scoredBy, benchmark, author), "scoring.json");
  }

  /** What the model of `scoredBy` and its sampler make of the texts of `author`, a policy or null for references: loaders/scoring/support. */
  support(scoredBy: string, benchmark: string, author: string | null): string {
    return join(this.supportFolder(scoredBy, benchmark, author), "support.parquet");
  }

  /** Which model, at which settings, made what of which texts. */
  supportIdentity(scoredBy: string, benchmark: string, author: string | null): string {
    return join(this.supportFolder(scoredBy, benchmark, author), "support.json");
  }

  private supportFolder(scoredBy: string, benchmark: string, author: string | null): string {
    const folder = join(this.path, "support", `scored_by=${scoredBy}`, `benchmark=${benchmark}`);
    return join(folder, `policy=${author ?? referenceAuthor}`);
  }

  /** The exact rates of a policy: loaders/scoring/exact. */
  exact(benchmark: string, policy: string): string {
    return join(this.path, "exact", `benchmark=${benchmark}`, `policy=${policy}`);
  }

  /** What tables are made from, counted: loaders/tables/partial. Anything here may be removed, and is made again. */
  partial(benchmark: string, policy: string): string {
    return join(this.path, PARTIAL_COUNTS, `benchmark=${benchmark}`, `policy=${policy}`);
  }

  /** What a judge model says of chains of thought: loaders/chain-reading. */
  chainMarks(benchmark: string, policy: string): string {
    return join(this.path, "judge", `benchmark=${benchmark}`, `policy=${policy}`);
  }

  /** Which judge, asked how: loaders/chain-reading/judge-identity.ts. */
  get judgeIdentity(): string {
    return join(this.path, "judge", "judge.json");
  }

  /** What was known at each look, where n is adaptive: loaders/settling/adaptive-record.ts. */
  get adaptive(): string {
    return join(this.path, "adaptive.json");
  }

  get manifest(): string {
    return join(this.path, "manifest.json");
  }

  /** What shards added to the manifest: manifest.ts. */
  get manifestParts(): string {
    return join(this.path, "manifest-parts");
  }
}

/** Parquet files of a folder, full paths in the order of their names; none if there is no folder. Temporary files are left out. */
export function parquetFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".parquet") && !name.startsWith("."));
  return names.sort().map((name) => join(folder, name));
}

/** Values of a Hive key among the names in a folder: `x` of `key=x`. None if there is no folder. */
function hiveValues(folder: string, key: string): string[] {
  if (!existsSync(folder)) return [];
  const prefix = `${key}=`;
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  return names.map((name) => decodeURIComponent(name.slice(prefix.length)));
}

/** A verifier's id as a folder's name: those of other tools may hold anything. `decodeURIComponent` gives it back. */
function folderName(id: string): string {
  return id.replace(/[^\w.@,-]/gu, (sign) =>
    [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("")
  );
}
