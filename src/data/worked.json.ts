import {workedProblems} from "../../loaders/tables/report/worked-problems.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(workedProblems);
