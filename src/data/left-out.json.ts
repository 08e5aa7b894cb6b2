import {leftOut} from "../../loaders/tables/parts/site-choice.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(leftOut);
