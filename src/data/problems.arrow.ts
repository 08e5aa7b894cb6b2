import {problemsArrow} from "../../loaders/tables/problems.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(problemsArrow);
