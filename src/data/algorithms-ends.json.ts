import {experimentEnds} from "../../loaders/tables/report/experiment-ends.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(experimentEnds("algorithms", {reference: "base"}));
