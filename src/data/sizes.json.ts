import {sizesTable} from "../../loaders/tables/models/sizes.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(sizesTable);
