import {problemCountsArrow} from "../../loaders/tables/problem-counts.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(problemCountsArrow);
