import {importsTable} from "../../loaders/tables/report/imports.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(importsTable);
