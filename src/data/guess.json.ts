import {experimentCoverage} from "../../loaders/tables/coverage.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(experimentCoverage("guess"));
