import {guessFilterTable} from "../../loaders/tables/report/guess-filter.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(guessFilterTable);
