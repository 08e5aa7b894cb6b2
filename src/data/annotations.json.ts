import {annotationTable} from "../../loaders/tables/report/annotations.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(annotationTable);
