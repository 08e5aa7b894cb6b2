import {experimentCoverage} from "../../loaders/tables/report/coverage.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(experimentCoverage("rates"));
