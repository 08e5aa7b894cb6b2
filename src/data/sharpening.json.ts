import {sharpeningReport} from "../../loaders/tables/report/sharpening.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(sharpeningReport);
