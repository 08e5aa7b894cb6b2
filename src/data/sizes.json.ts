import {sizesTable} from "../../loaders/tables/training/sizes.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(sizesTable);
