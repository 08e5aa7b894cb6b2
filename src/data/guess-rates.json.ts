import {guessRates} from "../../loaders/tables/guess-rates.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(guessRates);
