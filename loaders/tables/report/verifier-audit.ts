import {readFile} from "node:fs/promises";
import type {
  CutCount,
  Disagreement,
  VerdictCount,
  VerdictPair,
  VerifierAudit
} from "../../../src/metrics/study/verifier-audit.js";
import {Database} from "../../store/database.js";
import {reportInput} from "../views/report-input.js";
import {createVerdictsView} from "../views/verdicts-view.js";

const sqlFolder = new URL("../../../src/sql/", import.meta.url);

/** The verifier audit of the study that the environment names: src/sql/verifier-*.sql over the view `verdicts`. */
export async function verifierAudit(environment: NodeJS.ProcessEnv): Promise<VerifierAudit> {
  const database = await Database.open();
  try {
    await createVerdictsView(database, reportInput(environment));
    const sql = (name: string) => readFile(new URL(name, sqlFolder), "utf8");
    return {
      counts: await database.rows<VerdictCount>(await sql("verifier-audit.sql")),
      cuts: await database.rows<CutCount>(await sql("verifier-cut.sql")),
      agreement: await database.rows<VerdictPair>(await sql("verifier-agreement.sql")),
      disagreements: await database.rows<Disagreement>(await sql("verifier-disagreements.sql"))
    };
  } finally {
    database.close();
  }
}
