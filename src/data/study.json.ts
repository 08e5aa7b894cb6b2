import {studySummary} from "../../loaders/tables/study-summary.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(studySummary);
