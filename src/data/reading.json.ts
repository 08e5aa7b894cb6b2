import {readingTable} from "../../loaders/tables/reading/reading.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(readingTable);
