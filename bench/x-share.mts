import {sharpeningReport} from "../loaders/tables/report/sharpening.js";
import {studySummary} from "../loaders/tables/report/study-summary.js";
import {sharpeningViews} from "../src/findings/sharpening/sharpening-view.js";
import {sharpeningAnswer, lossAnswer, sharpeningRows} from "../src/findings/sharpening/sharpening-text.js";
import {answerText} from "../src/findings/shared/figure-answer.js";
const t = await sharpeningReport(process.env);
const study = await studySummary(process.env);
const v = sharpeningViews(t, study);
console.log(answerText(sharpeningAnswer(v))); console.log(); console.log(answerText(lossAnswer(v))); console.table(sharpeningRows(v));
