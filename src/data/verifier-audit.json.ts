import {verifierAudit} from "../../loaders/tables/report/verifier-audit.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(verifierAudit);
