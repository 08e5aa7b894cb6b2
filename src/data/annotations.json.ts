import {annotationTable} from "../../loaders/tables/annotations.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(annotationTable);
