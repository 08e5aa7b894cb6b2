import {modelCards} from "../../loaders/tables/training/model-cards.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(modelCards);
