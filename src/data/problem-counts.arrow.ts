import {problemCountsArrow} from "../../loaders/tables/problem-counts.js";

process.stdout.write(await problemCountsArrow(process.env));
