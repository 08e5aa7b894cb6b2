import {problemsArrow} from "../../loaders/tables/problems.js";

process.stdout.write(problemsArrow(process.env));
