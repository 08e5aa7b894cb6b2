import {completionsArrow} from "../../loaders/tables/completions.js";

process.stdout.write(await completionsArrow(process.env));
