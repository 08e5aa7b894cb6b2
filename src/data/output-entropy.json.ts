import {outputEntropyTable} from "../../loaders/tables/report/output-entropy.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(outputEntropyTable);
