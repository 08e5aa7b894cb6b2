import {auditTable} from "../../loaders/tables/report/audit.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(auditTable);
