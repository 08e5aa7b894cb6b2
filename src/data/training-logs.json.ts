import {trainingLogs} from "../../loaders/tables/report/training-logs.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(trainingLogs);
