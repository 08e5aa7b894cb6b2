import {homedir, tmpdir, userInfo} from "node:os";
import {dirname} from "node:path";
import {packageFolder} from "../../workspace/package-folder.js";
import {secretValues} from "./secret-values.js";

/** What must not stand in anything that is published. */
export interface PrivateText {
  /** Texts, each with what it is. */
  literals: {text: string; what: string}[];
  /** Patterns in the syntax that JavaScript and RE2 share, each with what it finds. */
  patterns: PrivatePattern[];
}

export interface PrivatePattern {
  source: string;
  what: string;
  /** Every match holds one of them, at most 32 bytes from its beginning; of at least three bytes. Null: nothing is known of what it holds. */
  anchors: readonly string[] | null;
}

/** Kinds of keys by their form. What stands before a key must be no letter: `risk-…` holds none. */
const KEYS: PrivateText["patterns"] = [
  {source: "hf_[A-Za-z0-9]{30,}", what: "a token of Hugging Face", anchors: ["hf_"]},
  {
    source: "gh[pousr]_[A-Za-z0-9]{36,}",
    what: "a token of GitHub",
    anchors: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"]
  },
  {source: "github_pat_[A-Za-z0-9_]{30,}", what: "a token of GitHub", anchors: ["github_pat_"]},
  {source: "A(?:KI|SI)A[0-9A-Z]{16}", what: "a key of AWS", anchors: ["AKIA", "ASIA"]},
  {
    source: "sk-(?:proj-|svcacct-|ant-[a-z0-9]+-|or-v1-)?[A-Za-z0-9]{24,}",
    what: "a key of a model server",
    anchors: ["sk-"]
  },
  {
    source: "xox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}",
    what: "a token of Slack",
    anchors: ["xoxa-", "xoxb-", "xoxr-", "xoxs-", "xoxp-"]
  },
  {source: "AIza[0-9A-Za-z_-]{35}", what: "a key of Google", anchors: ["AIza"]},
  {source: "-----BEGIN [A-Z ]*PRIVATE KEY-----", what: "a private key", anchors: ["-----BEGIN "]}
].map((key) => ({...key, source: `(?:^|[^A-Za-z0-9_])${key.source}`}));

export interface PrivatePlaces {
  environment: NodeJS.ProcessEnv;
  /** Folder of the user's studies and runs. */
  workspace: string;
  /** Where the report is made before it is published. */
  stage: string;
  home?: string;
  user?: string;
}

/**
 * What is private on this machine: values of variables that look like keys, forms of keys, the user's home, this tool's folder,
 * the workspace, and the folder of temporary files that the report is made in. Also as JSON, addresses and Base64 write them.
 */
export function privateText({
  environment,
  workspace,
  stage,
  home = homedir(),
  user = userInfo().username
}: PrivatePlaces): PrivateText {
  const secrets = secretValues(environment).flatMap(({variable, value}) =>
    [...forms(value), base64(value)].map((text) => ({text, what: `the value of ${variable}`}))
  );
  const folders = [
    {path: packageFolder, what: "the path of this tool"},
    {path: workspace, what: "the path of your folder"},
    {path: stage, what: "the path of a temporary folder"},
    {path: `${tmpdir()}/reasoning-boundary-`, what: "the path of a temporary folder"},
    {path: home, what: "the path of your home folder"}
  ];
  const paths = folders
    // `/root` alone is a word; with what follows it is a path.
    .map(({path, what}) => ({path: dirname(path) === "/" ? `${path}/` : path, what}))
    .filter(({path}) => path.length > 4)
    .map(({path, what}) => {
      const written = [...new Set(forms(path))];
      return {
        source: written.map(pathPattern).join("|"),
        what,
        anchors: written.every(isAnchor) ? written : null
      };
    });
  const users = user === "root" ? [] : [`[/\\\\](?:home|Users)[/\\\\]+${escaped(user)}[/\\\\]`];
  return {
    literals: unique(secrets),
    patterns: [
      ...KEYS,
      ...paths,
      ...users.map((source) => ({
        ...{source, what: "a path with your user name"},
        anchors: isAnchor(user) ? [user] : null
      }))
    ]
  };
}

/** Whether a text may be looked for as it is: what is not ASCII has other bytes elsewhere. */
function isAnchor(text: string): boolean {
  return text.length >= 3 && /^[ -~]*$/.test(text);
}

/** The ways in which files write a text. */
function forms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  return [text, json, json.replaceAll("/", "\\/"), encodeURIComponent(text), encodeURI(text)];
}

/** The text in Base64, without the end that depends on what follows. */
function base64(text: string): string {
  return Buffer.from(text).toString("base64").replace(/.=*$/, "");
}

/** A folder's path, not the beginning of another's: `/home/ada` is not in `/home/adam`. */
function pathPattern(path: string): string {
  return /[/-]$/.test(path) ? escaped(path) : `${escaped(path)}(?:[^A-Za-z0-9_-]|$)`;
}

/** A text as a pattern; what is not ASCII is one character or several, as bytes or text are searched. */
function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9_]/g, (character) => (character <= "~" ? `\\${character}` : "[^ -~]+"));
}

function unique(literals: PrivateText["literals"]): PrivateText["literals"] {
  return [...new Map(literals.map((each) => [each.text, each] as const).reverse()).values()].reverse();
}
