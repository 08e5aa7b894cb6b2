import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {heldOutSets} from "../loaders/benchmarks/countdown/held-out.js";
import {heldOutSets as pictureSets} from "../loaders/benchmarks/dot-pictures/held-out.js";
import {renderPicture} from "../loaders/benchmarks/dot-pictures/render-picture.js";
import {heldOutSets as programSets} from "../loaders/benchmarks/list-programs/held-out.js";
import {problemsText} from "../loaders/benchmarks/problems-file.js";
import {encodePng} from "../loaders/pictures/encode-png.js";
import {writeAtomically, writeTextAtomically} from "../loaders/store/write-file.js";
import {runScript} from "./shared/run-script.js";
import {workspaceCommand, workspaceIn, writablePath} from "./shared/tool-command.js";

await runScript(async () => {
  const program = workspaceCommand("benchmarks")
    .option("--out <folder>", "folder to write to (default: benchmarks in your folder)")
    .parse();
  const {dir, out: given} = program.opts<{dir: string; out?: string}>();
  const out = given === undefined ? workspaceIn(dir).benchmarks : writablePath(given, "--out");
  for (const [name, generate] of Object.entries({...heldOutSets, ...programSets})) {
    const problems = generate();
    await writeTextAtomically(join(out, `${name}.jsonl`), problemsText(problems));
    console.log(`${name}: ${problems.length} problems`);
  }
  for (const [name, generate] of Object.entries(pictureSets)) {
    const {problems, pictures} = generate();
    for (const [image, picture] of pictures) {
      await writeAtomically(join(out, image), (temporary) => {
        writeFileSync(temporary, encodePng(renderPicture(picture)));
      });
    }
    await writeTextAtomically(join(out, `${name}.jsonl`), problemsText(problems));
    console.log(`${name}: ${problems.length} problems, ${pictures.size} pictures`);
  }
});
