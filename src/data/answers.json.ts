import {answersTable} from "../../loaders/tables/report/answers.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(answersTable);
