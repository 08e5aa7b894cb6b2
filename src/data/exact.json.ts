import {exactCoverage} from "../../loaders/tables/report/exact-rates.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(exactCoverage);
