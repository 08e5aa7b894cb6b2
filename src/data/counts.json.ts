import {countsTable} from "../../loaders/tables/counts.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(countsTable);
