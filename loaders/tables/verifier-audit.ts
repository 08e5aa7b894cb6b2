import {readFile} from "node:fs/promises";
import {Database} from "../store/database.js";
import {reportInput} from "./report-input.js";
import {createVerdictsView} from "./verdicts-view.js";

const sqlFolder = new URL("../../src/sql/", import.meta.url);

/** What is to be known of the verifiers before one believes a curve. */
export interface VerifierAudit {
  /** Completions by verifier, benchmark, policy, verdict and reason; truncated ones and those without an answer among them. */
  counts: object[];
  /** Completions by the verdicts of each pair of verifiers. */
  agreement: object[];
  /** Completions on which a pair differs, the shortest first, at most 100 a pair. */
  disagreements: object[];
}

/** The verifier audit of the study that the environment names: src/sql/verifier-*.sql over the view `verdicts`. */
export async function verifierAudit(environment: NodeJS.ProcessEnv): Promise<VerifierAudit> {
  const database = await Database.open();
  try {
    await createVerdictsView(database, reportInput(environment));
    const query = async (name: string) => database.rows(await readFile(new URL(name, sqlFolder), "utf8"));
    return {
      counts: await query("verifier-audit.sql"),
      agreement: await query("verifier-agreement.sql"),
      disagreements: await query("verifier-disagreements.sql")
    };
  } finally {
    database.close();
  }
}
