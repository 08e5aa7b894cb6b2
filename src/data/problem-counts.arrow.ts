import {problemCountsArrow} from "../../loaders/tables/arrow/problem-counts.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(problemCountsArrow);
