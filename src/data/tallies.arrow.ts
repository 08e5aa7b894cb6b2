import {talliesArrow} from "../../loaders/tables/arrow/tallies.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(talliesArrow);
