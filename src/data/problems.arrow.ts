import {problemsArrow} from "../../loaders/tables/arrow/problems.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(problemsArrow);
