import {runsTable} from "../../loaders/tables/report/runs.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(runsTable);
