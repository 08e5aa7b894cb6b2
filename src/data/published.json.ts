import {publishedPair} from "../../loaders/tables/report/published-pair.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(publishedPair);
