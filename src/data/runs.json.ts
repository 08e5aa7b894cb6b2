import {runsTable} from "../../loaders/tables/models/runs.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(runsTable);
