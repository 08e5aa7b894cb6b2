import {leftOut} from "../../loaders/tables/report/site-choice.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(leftOut);
