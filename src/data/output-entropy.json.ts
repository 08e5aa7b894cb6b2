import {outputEntropyTable} from "../../loaders/tables/output-entropy.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(outputEntropyTable);
