import {completionsArrow} from "../../loaders/tables/site/completions.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(completionsArrow);
