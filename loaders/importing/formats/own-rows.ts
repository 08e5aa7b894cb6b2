import {ownVerdicts, type OwnCell, type OwnCompletion} from "../../schema/own-export.js";
import type {RawFile} from "../files/raw-file.js";
import {fileNotice, type RawOwn, type RawRow} from "../raw-row.js";

/** What a file that this tool exported says of its benchmark. */
export function ownRows(file: RawFile, benchmark: string | null, own: OwnCell): RawRow[] {
  return [
    {kind: "benchmark", file: file.name, line: 1, benchmark, domain: own.domain, own},
    fileNotice(file.name, "exported by this tool: its verdicts are kept as they were")
  ];
}

/** What this tool recorded of a completion; null where it recorded nothing. */
export function rawOwn(own: OwnCompletion | null): RawOwn | null {
  if (own === null) return null;
  const {engine, source, mean_entropy} = own;
  return {engine, source, meanEntropy: mean_entropy, verdicts: ownVerdicts(own)};
}
