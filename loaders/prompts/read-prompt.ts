import {createHash} from "node:crypto";
import {existsSync, readdirSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {type} from "arktype";
import {nearestName} from "../schema/nearest-name.js";
import {idSchema} from "../schema/study/fields.js";
import type {PromptName} from "../schema/study/prompt-name.js";
import {UserError} from "../schema/user-error.js";
import {openYamlFile, type Where} from "../schema/yaml-file.js";
import {promptFolders, studyPath} from "../workspace/workspace.js";
import type {PromptTemplate} from "./prompt-template.js";

const fileSchema = type({
  "+": "reject",
  prompt: idSchema,
  title: "string > 0",
  source: "string > 0",
  "paper?": "string[]",
  "checked?": "boolean",
  "notes?": "string > 0",
  "text?": "string > 0",
  "with_starter_code?": "string > 0",
  "messages?": type({
    "+": "reject",
    role: "'system' | 'user' | 'assistant'",
    content: "string"
  })
    .array()
    .atLeastLength(1),
  "stop?": type("string > 0").array().atLeastLength(1),
  "trim?": "boolean"
});

type RawTemplate = typeof fileSchema.infer;

/**
 * The prompt template that a study names: a file in its `prompts` folder or in the tool's, or any YAML file by its path. Throws
 * a UserError that names the place and, for a misspelt name, the nearest one.
 */
export function readPrompt({name, file, where}: PromptName): PromptTemplate {
  const isPath = isPromptPath(name);
  const path = isPath ? studyPath(file, name) : namedFile(name, file);
  if (path === null || !existsSync(path)) throw unknownPrompt({name, file, where}, isPath);
  const {value: raw, where: within} = openYamlFile(path, fileSchema);
  checkTemplate(raw, within);
  const {text = null, with_starter_code: withStarterCode = null, messages = null} = raw;
  const {stop = [], trim = false} = raw;
  const asked = {text, withStarterCode, messages, stop, trim};
  return {
    id: raw.prompt,
    title: raw.title,
    source: raw.source,
    paper: raw.paper ?? [],
    checked: raw.checked ?? true,
    notes: raw.notes ?? null,
    ...asked,
    sha256: createHash("sha256").update(JSON.stringify(asked)).digest("hex")
  };
}

function isPromptPath(name: string): boolean {
  return name.includes("/") || /\.ya?ml$/.test(name);
}

/** A template as a command line names it: a path is relative to the current folder, wherever the study lies. */
export function givenPromptName(name: string): string;
export function givenPromptName(name: string | undefined): string | undefined;
export function givenPromptName(name: string | undefined): string | undefined {
  return name !== undefined && isPromptPath(name) ? resolve(name) : name;
}

function namedFile(name: string, file: string): string | null {
  const paths = promptFolders(file).map((folder) => join(folder, `${name}.yaml`));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Names of the templates that a study can name, each once. */
export function promptNames(file: string): string[] {
  const names = promptFolders(file).flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  const yaml = names.filter((name) => name.endsWith(".yaml")).map((name) => basename(name, ".yaml"));
  return [...new Set(yaml)].sort();
}

function unknownPrompt({name, file, where}: PromptName, isPath: boolean): UserError {
  if (isPath)
    return new UserError(`${where}: no prompt template ${name}: ${studyPath(file, name)} is no file`);
  const known = promptNames(file);
  const nearest = nearestName(name, known);
  const hint = nearest === null ? `use one of ${known.join(", ")}` : `did you mean ${nearest}?`;
  return new UserError(`${where}: no prompt template ${name}: ${hint}`);
}

/** Throws a UserError for a template that has not exactly one of text and messages, or no place for the problem. */
function checkTemplate({text, with_starter_code: code, messages}: RawTemplate, where: Where): void {
  if ((text === undefined) === (messages === undefined))
    throw new UserError(
      `${where([])}: a prompt template has either text or messages, this one has ${text === undefined ? "neither" : "both"}`
    );
  if (code !== undefined && text === undefined)
    throw new UserError(`${where(["with_starter_code"])}: with_starter_code stands beside text only`);
  const asked: [string, string | undefined][] = [
    ["text", text],
    ["with_starter_code", code],
    ["messages", messages?.map(({content}) => content).join("")]
  ];
  for (const [key, value] of asked)
    if (value !== undefined && !value.includes("{problem}"))
      throw new UserError(`${where([key])}: ${key} has no {problem}, where the problem goes`);
}
