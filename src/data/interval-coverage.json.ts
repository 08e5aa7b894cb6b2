import {intervalCoverage} from "../../loaders/tables/report/interval-coverage.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(intervalCoverage);
