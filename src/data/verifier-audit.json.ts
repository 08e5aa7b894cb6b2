import {verifierAudit} from "../../loaders/tables/verifier-audit.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(verifierAudit);
