import {mkdirSync, readdirSync, rmSync} from "node:fs";
import {basename, join, relative, resolve} from "node:path";
import {Option} from "commander";
import {UserError} from "../../loaders/schema/user-error.js";
import {isRunning} from "../../loaders/store/is-running.js";
import {
  datasetParts,
  writeDataset,
  type DatasetPart
} from "../../loaders/publication/dataset/write-dataset.js";
import {readArtefact, shownBytes, totalBytes} from "../../loaders/publishing/artefact.js";
import {privateText} from "../../loaders/publishing/checks/private-text.js";
import {redacted, secretValues} from "../../loaders/publishing/checks/secret-values.js";
import {namePages} from "../../loaders/publishing/explicit-pages.js";
import {linkDataset} from "../../loaders/publishing/link-artefacts.js";
import {artefactFaults, readArtefacts, refuseOther} from "../../loaders/publishing/publish-report.js";
import type {PublishTarget, Pushed} from "../../loaders/publishing/target.js";
import {writeWorkflow} from "../../loaders/publishing/workflow.js";
import {findTarget, targetNames, type TargetName} from "../../loaders/publishing/targets.js";
import {shownPath} from "../../loaders/workspace/workspace.js";
import {interruptSignal} from "../shared/interrupt.js";
import {showProgress} from "../shared/progress.js";
import {runScript} from "../shared/run-script.js";
import {annotationsOf, buildStep} from "../shared/steps.js";
import {
  needRun,
  studyCommand,
  studyOptions,
  withSiteBytes,
  type StudyOptions
} from "../shared/study-command.js";

interface PublishOptions {
  target?: TargetName;
  to?: string;
  origin?: string;
  dryRun?: boolean;
  force?: boolean;
  public?: boolean;
  siteOnly?: boolean;
  siteBytes?: number;
  without?: DatasetPart[];
  init?: TargetName;
}

const secrets = secretValues(process.env);

await runScript(async () => {
  const command = withSiteBytes(studyCommand("publish"))
    .addOption(new Option("--target <host>", "where to").choices(targetNames))
    .option("--to <place>", "repository, bucket, project or folder of the host")
    .option("--origin <url>", "address of the site's root on the web, where the host does not tell it")
    .addOption(
      new Option(
        "--without <parts...>",
        "parts of the data set that are left out: Inspect and Every Eval Ever hold every text again"
      ).choices(datasetParts)
    )
    .option("--site-only", "leave the data set here, where it is over the limits of the host")
    .addOption(
      new Option("--init <host>", "write the workflow that publishes from GitHub, and end").choices([
        "github-pages"
      ])
    )
    .option("--dry-run", "check everything and say what would be sent, without a connection")
    .option("--force", "replace another report, or what is none")
    .option("--public", "open to everybody what is new on a host that keeps things private");
  const options = studyOptions<PublishOptions>(command);
  try {
    if (options.init !== undefined) {
      await init(options);
      return;
    }
    if (options.target === undefined)
      throw new UserError(`say where to publish with --target: ${targetNames.join(", ")}`);
    needRun(options);
    const target = await findTarget(options.target, {...options, folder: options.workspace.folder});
    if (options.dryRun !== true) target.ready();
    await publish(target, options);
  } catch (error) {
    throw withoutSecrets(error);
  }
});

/** Writes the workflow, and says what is left to do by hand. */
async function init({workspace, study, force = false}: PublishOptions & StudyOptions): Promise<void> {
  // Elsewhere the study has its place in the repository, or its name among those of the tool.
  const path = relative(workspace.folder, resolve(study));
  const name = path.startsWith("..") ? basename(study, ".yaml") : path;
  const file = await writeWorkflow(workspace.folder, name, force);
  console.log(`publish: wrote ${shownPath(file)}`);
  console.log(
    "publish: next: commit it with the study and its run (runs under data/runs are ignored: git add --force), push, and when the " +
      "workflow has run choose the branch gh-pages under Settings, Pages"
  );
}

/** Makes both artefacts in a folder of its own, checks them and sends them. */
async function publish(target: PublishTarget, options: PublishOptions & StudyOptions): Promise<void> {
  const signal = interruptSignal("ended; what is published stays as it is");
  const stage = stageIn(options.workspace.cache);
  try {
    const artefacts = await makeArtefacts(target, options, stage);
    const faults = await artefactFaults(artefacts, {
      target,
      text: privateText({environment: process.env, workspace: options.workspace.folder, stage}),
      withDataset: options.siteOnly !== true,
      folder: join(stage, "recomputed"),
      onStep: (step) => {
        console.error(`publish: checks: ${step} …`);
      }
    });
    for (const fault of faults) console.log(redacted(fault, secrets));
    if (faults.length > 0)
      throw new UserError(
        `publish: nothing was published: ${faults.length} ${faults.length === 1 ? "fault" : "faults"} above`
      );
    signal.throwIfAborted();
    const {site, manifest} = artefacts;
    const dataset = options.siteOnly === true ? null : artefacts.dataset;
    const sent = [site, ...(dataset === null ? [] : [dataset])];
    const report = `report ${manifest.identity.slice(0, 12)} of the study ${manifest.report.study}`;
    if (options.dryRun === true) {
      for (const {kind, files} of sent)
        for (const {place, bytes} of files) console.log(`${kind}/${place}\t${bytes}`);
      for (const {kind, files} of sent)
        console.log(
          `publish: would send ${kind}: ${files.length} files, ${shownBytes(totalBytes(files))}, to ${target.name}`
        );
      console.log(`publish: ${report}: every check passes, nothing was sent (--dry-run)`);
      return;
    }
    if (options.force !== true) await refuseOther(target, manifest, signal);
    const pushed = await target.push({
      site,
      dataset,
      manifest,
      signal,
      onStep: (step) => {
        console.error(redacted(`publish: ${step} …`, secrets));
      },
      onProgress: showProgress("publish", "files")
    });
    for (const each of pushed) console.log(redacted(said(each), secrets));
    console.log(redacted(`publish: ${report} is on ${target.name}`, secrets));
  } catch (error) {
    if (signal.aborted) throw new UserError("publish: interrupted; what was published stays as it was");
    throw error;
  } finally {
    rmSync(stage, {recursive: true, force: true});
    if (signal.aborted) process.exitCode = 130;
  }
}

async function makeArtefacts(
  target: PublishTarget,
  {workspace, study, runs, n, siteBytes, without = []}: StudyOptions & PublishOptions,
  stage: string
): Promise<ReturnType<typeof readArtefacts>> {
  const {base, origin} = target;
  const [site, dataset] = [join(stage, "site"), join(stage, "dataset")];
  await buildStep({
    workspace,
    study,
    runs,
    ...(n === undefined ? {} : {n}),
    out: site,
    base,
    siteBytes,
    ...(origin === null ? {} : {origin})
  });
  await writeDataset({
    source: {study, runs, n, annotations: annotationsOf(workspace)},
    site,
    folder: dataset,
    without,
    onStep: (step) => {
      console.error(`publish: data set: ${step} …`);
    }
  });
  if (target.namesPages) namePages(readArtefact("site", site));
  linkDataset(dataset, target.siteFromDataset);
  return readArtefacts(site, dataset);
}

/** A new folder to make a report in. What publishing that was killed left is removed. */
function stageIn(cache: string): string {
  mkdirSync(cache, {recursive: true});
  for (const name of readdirSync(cache)) {
    const pid = /^publish-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(cache, name), {recursive: true, force: true});
  }
  const stage = join(resolve(cache), `publish-${process.pid}`);
  mkdirSync(join(stage, "recomputed"), {recursive: true});
  return stage;
}

function said({kind, place, sent, removed, kept, bytes, version}: Pushed): string {
  const what =
    sent + removed === 0
      ? "nothing changed"
      : `${sent} files sent (${shownBytes(bytes)}), ${kept} were there${removed === 0 ? "" : `, ${removed} removed`}`;
  return `publish: ${kind}: ${place}: ${what}${version === null ? "" : `; version ${version}`}`;
}

/** The same failure, with a message that shows no secret. */
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  error.message = redacted(error.message, secrets);
  if (error.stack !== undefined) error.stack = redacted(error.stack, secrets);
  return error;
}
