import {reportContents} from "../../loaders/tables/report/report-contents.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(reportContents);
