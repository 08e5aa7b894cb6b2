import {modelCards} from "../../loaders/tables/report/model-cards.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(modelCards);
