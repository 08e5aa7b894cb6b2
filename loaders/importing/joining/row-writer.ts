import type {Domain} from "../../schema/domain.js";
import type {RawCompletion, RawCount, RawVerdict} from "../raw-row.js";
import type {ImportTally} from "./import-tally.js";
import type {JoinedCounts, RowSource} from "./joined-rows.js";

/** Takes the rows of one policy on one benchmark. What adds a row gives what is to be waited for before the next one, if anything. */
export interface RowWriter {
  readonly tally: ImportTally;
  readonly counts: JoinedCounts;
  completion(row: RawCompletion, source: RowSource): Promise<unknown> | undefined;
  /** What a later row says of a completion that is there, or of a problem. */
  verdict(row: RawVerdict, source: RowSource): Promise<unknown> | undefined;
  count(row: RawCount, source: RowSource): Promise<unknown> | undefined;
  close(domain: Domain): Promise<void>;
}
