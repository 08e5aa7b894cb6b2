import {paperReference} from "../../loaders/tables/paper-reference.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(paperReference);
