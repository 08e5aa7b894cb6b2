import {caseShards} from "../../loaders/tables/case-shards.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(caseShards);
