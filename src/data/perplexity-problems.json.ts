import {perplexityProblems} from "../../loaders/tables/report/perplexity.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(perplexityProblems);
