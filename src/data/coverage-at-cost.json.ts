import {coverageAtCostTable} from "../../loaders/tables/coverage-at-cost.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(coverageAtCostTable);
