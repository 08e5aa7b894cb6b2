import {coverageAtCostTable} from "../../loaders/tables/report/coverage-at-cost.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(coverageAtCostTable);
