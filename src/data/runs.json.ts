import {runsTable} from "../../loaders/tables/training/runs.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(runsTable);
