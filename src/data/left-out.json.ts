import {leftOut} from "../../loaders/tables/site/site-choice.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(leftOut);
