import {caseShards} from "../../loaders/tables/report/case-shards.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(caseShards);
