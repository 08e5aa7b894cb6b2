import {fileText, namedFile, type RawFile} from "../files/raw-file.js";
import type {Importer} from "../importer.js";
import {rawCompletion, sameSamplesNotice} from "../raw-row.js";

/** `HumanEval_0/3.py`: the task, whose last `_` stands for `/`, and the sample's place. */
const FILE_NAME = /(?:^|\/)(?<set>[A-Za-z]\w*)_(?<task>\d+)\/(?<repeat>\d+)\.py$/;

/** Programs of a model are short. */
const MOST_BYTES = 16 << 20;

/** Samples of EvalPlus as a folder with a folder a task and a file a sample. Nothing but the names tells what they answer. */
export const evalPlusFolder: Importer = {
  id: "evalplus-folder",
  what: "folder of EvalPlus samples: HumanEval_0/0.py, …",
  sign: "programs named TASK_NUMBER/SAMPLE.py",
  readsNames: true,
  domain: "code",
  isSingle: true,
  detects: ({file, text}) => FILE_NAME.test(file.name) && !/^\s*[{[]\s*"/.test(text) && !text.includes("\0"),
  read: async function* (file, {files}) {
    const results = resultsOf(file, files);
    if (results !== undefined) {
      yield [sameSamplesNotice(file.name, results.name)];
      return;
    }
    const {set, task, repeat} = FILE_NAME.exec(file.name)!.groups!;
    const completion = await fileText(file, MOST_BYTES);
    const problem = {id: `${set!}/${task!}`, prompt: null};
    yield [rawCompletion({file: file.name, line: 1}, {problem, repeat: Number(repeat), completion})];
  }
};

/** EvalPlus writes the results of a folder into it. */
function resultsOf({name}: RawFile, files: readonly RawFile[]): RawFile | undefined {
  const folder = name.replace(FILE_NAME, "");
  return namedFile(`${folder === "" ? "" : `${folder}/`}eval_results.json`, files);
}
