import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {binarySubjects} from "./binary-subjects.js";
import {recordSubjects} from "./record-subjects.js";
import {textSubjects} from "./text-subjects.js";
import {tryCase, type Outcome} from "./try-case.js";

/** Seeds of a kind to try, `to` left out. */
export interface FuzzOrder {
  kind: string;
  from: number;
  to: number;
}

/** The seed that is begun, or its outcome, or that an order is done. */
export interface FuzzMessage {
  at?: number;
  outcome?: Outcome;
  done?: boolean;
}

// The child process of fuzz.ts. What is not caught ends it, which its parent counts as a fault.
const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-fuzz-"));
process.on("exit", () => {
  rmSync(place, {recursive: true, force: true});
});
process.on("warning", (warning) => {
  throw warning;
});
process.on("disconnect", () => process.exit());
const subjects = [...textSubjects, ...(await binarySubjects()), ...(await recordSubjects())];
const send = (message: FuzzMessage): void => {
  process.send!(message);
};

process.on("message", ({kind, from, to}: FuzzOrder) => {
  void tryAll(kind, from, to);
});

async function tryAll(kind: string, from: number, to: number): Promise<void> {
  const subject = subjects.find((each) => each.kind === kind)!;
  for (let seed = from; seed < to; seed++) {
    send({at: seed});
    const outcome = await tryCase(subject, seed, join(place, "case"));
    send({outcome});
  }
  send({done: true});
}
