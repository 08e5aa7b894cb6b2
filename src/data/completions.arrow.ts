import {completionsArrow} from "../../loaders/tables/parts/completions.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(completionsArrow);
