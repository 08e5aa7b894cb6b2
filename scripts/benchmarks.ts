import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {Command} from "commander";
import {heldOutSets} from "../loaders/benchmarks/countdown/held-out.js";
import {heldOutSets as pictureSets} from "../loaders/benchmarks/dot-pictures/held-out.js";
import {renderPicture} from "../loaders/benchmarks/dot-pictures/render-picture.js";
import {heldOutSets as programSets} from "../loaders/benchmarks/list-programs/held-out.js";
import {problemsText} from "../loaders/benchmarks/problems-file.js";
import {encodePng} from "../loaders/pictures/encode-png.js";
import {writeAtomically, writeTextAtomically} from "../loaders/store/write-file.js";
import {runScript} from "./run-script.js";

const folder = fileURLToPath(new URL("../data/benchmarks", import.meta.url));

await runScript(async () => {
  const program = new Command("benchmarks")
    .description("writes the generated benchmarks anew from their seed; the same code gives the same bytes")
    .option("--out <folder>", "folder to write to", folder)
    .parse();
  const {out} = program.opts<{out: string}>();
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
