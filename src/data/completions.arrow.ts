import {completionsArrow} from "../../loaders/tables/arrow/completions.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(completionsArrow);
