import {countsTable} from "../../loaders/tables/report/counts.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(countsTable);
