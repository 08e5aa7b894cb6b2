import {coverageTable} from "../../loaders/tables/coverage.js";

process.stdout.write(JSON.stringify(await coverageTable(process.env)));
