import {envelopeTable} from "../../loaders/tables/report/envelope.js";
import {writeTable} from "../../loaders/tables/write-table.js";

await writeTable(envelopeTable);
