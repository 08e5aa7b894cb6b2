import {join} from "node:path";

/** The path of a fixture: `verl/30.jsonl`. */
export function importingFixture(name: string): string {
  return join(import.meta.dirname, "../../fixtures/importing", name);
}
