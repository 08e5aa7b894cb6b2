import {sizesTable} from "../../loaders/tables/report/sizes.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(sizesTable);
