import {studySummary} from "../../loaders/tables/report/study-summary.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(studySummary);
