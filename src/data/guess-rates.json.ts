import {guessRates} from "../../loaders/tables/report/guess-rates.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(guessRates);
