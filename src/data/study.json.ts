import {studySummary} from "../../loaders/tables/study-summary.js";

process.stdout.write(JSON.stringify(await studySummary(process.env)));
