import {modelCards} from "../../loaders/tables/models/model-cards.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(modelCards);
