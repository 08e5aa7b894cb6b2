import {guessFilterTable} from "../../loaders/tables/report/guess-tables.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(guessFilterTable);
