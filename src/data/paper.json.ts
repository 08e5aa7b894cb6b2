import {paperReference} from "../../loaders/tables/report/paper-reference.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(paperReference);
