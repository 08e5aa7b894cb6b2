import {supportTable} from "../../loaders/tables/support/support.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(supportTable);
