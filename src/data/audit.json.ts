import {auditTable} from "../../loaders/tables/audit/audit.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(auditTable);
