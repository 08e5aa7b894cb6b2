import {UserError} from "../schema/user-error.js";
import type {PublishTarget} from "./target.js";
import {cloudflareTarget} from "./targets/cloudflare.js";
import {folderTarget} from "./targets/folder.js";
import {gitHubPagesTarget} from "./targets/github-pages.js";
import {huggingFaceTarget} from "./targets/hugging-face/hugging-face.js";
import {s3Target} from "./targets/s3/s3.js";

export interface TargetOptions {
  /** `--to`. */
  to?: string | undefined;
  /** `--origin`. */
  origin?: string | undefined;
  /** Whether what is new is open to everybody. */
  public?: boolean | undefined;
  /** The user's folder. */
  folder: string;
}

type MakeTarget = (options: TargetOptions) => Promise<PublishTarget>;

const targets = {
  "github-pages": ({to = "origin", origin = null, folder}) => gitHubPagesTarget({to, origin, folder}),
  huggingface: ({to, public: isPublic = false}) =>
    Promise.resolve(
      huggingFaceTarget({to: needed(to, "--to OWNER/NAME"), isPublic, environment: process.env})
    ),
  cloudflare: ({to, origin = null}) =>
    Promise.resolve(cloudflareTarget({to: needed(to, "--to PROJECT"), origin, environment: process.env})),
  s3: ({to, origin = null}) =>
    Promise.resolve(s3Target({to: needed(to, "--to s3://BUCKET/FOLDER"), environment: process.env, origin})),
  folder: ({to, origin = null}) => Promise.resolve(folderTarget(needed(to, "--to FOLDER"), origin))
} satisfies Record<string, MakeTarget>;

export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as TargetName[];

/** The host that `--target` and `--to` name. Throws a UserError for a place that is none of that host. */
export function findTarget(name: TargetName, options: TargetOptions): Promise<PublishTarget> {
  return targets[name](options);
}

function needed(to: string | undefined, option: string): string {
  if (to === undefined || to === "") throw new UserError(`say where to publish with ${option}`);
  return to;
}
