import type {ReportManifest} from "../publication/identity/report-manifest.js";

/** The Parquet files of one verifier’s verdicts on a policy and benchmark, and of the completions, by their places in a workspace. */
export interface VerdictFiles {
  verifier: string;
  version: number;
  benchmark: string;
  policy: string;
  verdicts: string[];
  completions: string[];
}

const VERDICTS =
  /^runs\/([^/]+)\/verdicts\/verifier=([^/]+)\/version=(\d+)\/benchmark=([^/]+)\/policy=([^/]+)\/[^/]+\.parquet$/;
const COMPLETIONS = /^runs\/([^/]+)\/completions\/benchmark=([^/]+)\/policy=([^/]+)\/[^/]+\.parquet$/;

/** The verdicts that a published report rests on, each verifier’s newest alone, by the name of the cell and its verifier. */
export function verdictFiles({workspace, report}: ReportManifest): Map<string, VerdictFiles> {
  const names = Object.keys(workspace).sort();
  const cells = new Map<string, VerdictFiles>();
  for (const name of names) {
    const [, study, verifier, number, benchmark, policy] = VERDICTS.exec(name) ?? [];
    if (verifier === undefined || study !== report.study) continue;
    const [version, key] = [Number(number), JSON.stringify([verifier, benchmark, policy])];
    const known = cells.get(key);
    if (known !== undefined && known.version > version) continue;
    if (known?.version === version) known.verdicts.push(name);
    else
      cells.set(key, {
        ...{verifier: decodeURIComponent(verifier), version, benchmark: benchmark!, policy: policy!},
        verdicts: [name],
        completions: names.filter((each) => {
          const [, run, of, by] = COMPLETIONS.exec(each) ?? [];
          return run === report.study && of === benchmark && by === policy;
        })
      });
  }
  return cells;
}

/** Whether the files of a cell have the same bytes in two reports. */
export function sameFiles(
  a: ReportManifest,
  b: ReportManifest,
  [one, other]: readonly [VerdictFiles, VerdictFiles]
): boolean {
  const hashes = ({workspace}: ReportManifest, files: readonly string[]): string =>
    JSON.stringify(files.map((name) => workspace[name]!.sha256).sort());
  return (
    one.version === other.version &&
    hashes(a, one.verdicts) === hashes(b, other.verdicts) &&
    hashes(a, one.completions) === hashes(b, other.completions)
  );
}
