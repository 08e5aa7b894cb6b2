import {beyondLuckTable} from "../../loaders/tables/report/beyond-luck.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(beyondLuckTable);
