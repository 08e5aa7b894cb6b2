import {sharpeningReport} from "../../loaders/tables/controls/sharpening.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(sharpeningReport);
