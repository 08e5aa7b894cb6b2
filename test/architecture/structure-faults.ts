import {posix} from "node:path";
import {circles, type Graph} from "./circles.js";
import type {SourceFile} from "./source-tree.js";

export interface StructureRules {
  /** Most lines of a file. */
  lines: number;
  /** Most source files of a folder, those of its folders not counted. */
  files: number;
  /** Folders that may have more files. */
  crowded?: readonly string[];
  /** Folders that count as siblings of the top folders, not as parts of the one they lie in. */
  tops?: readonly string[];
}

/** What breaks the rules in a source tree, one printable line each. */
export function structureFaults(sources: readonly SourceFile[], rules: StructureRules): string[] {
  return [
    ...fileCircles(sources).map((way) => `files import each other in a circle: ${wayRound(way)}`),
    ...folderCircles(sources, rules.tops ?? []).map(
      (way) => `folders import each other in a circle: ${wayRound(way)}`
    ),
    ...crowdedFolders(sources, rules),
    ...longFiles(sources, rules)
  ];
}

/** The files with too many lines, one printable line each. */
export function longFiles(
  sources: readonly SourceFile[],
  {lines: most}: Pick<StructureRules, "lines">
): string[] {
  return sources
    .filter(({lines}) => lines > most)
    .map(({path, lines}) => `${path} has ${lines} lines, more than ${most}: split it`);
}

function wayRound(way: readonly string[]): string {
  return [...way, way[0]!].join(" → ");
}

function fileCircles(sources: readonly SourceFile[]): string[][] {
  return circles(new Map(sources.map(({path, imports}) => [path, new Set(imports)])));
}

/** Circles among the folders that lie in one folder. Each stands for all files below it; files beside the folders do not count. */
function folderCircles(sources: readonly SourceFile[], tops: readonly string[]): string[][] {
  const siblings = new Map<string, Map<string, Set<string>>>();
  for (const {path, imports} of sources) {
    const from = foldersAbove(path, tops);
    for (const imported of imports) {
      const to = foldersAbove(imported, tops);
      const depth = from.findIndex((folder, i) => folder !== to[i]);
      const [here, there] = [from[depth], to[depth]];
      if (here === undefined || there === undefined) continue;
      const parent = from[depth - 1] ?? "";
      const graph = siblings.get(parent) ?? new Map<string, Set<string>>();
      siblings.set(parent, graph);
      graph.set(here, (graph.get(here) ?? new Set()).add(there));
    }
  }
  return [...siblings.values()].flatMap((graph: Graph) => circles(graph));
}

/** The folders that a file lies in, outermost first; a folder of `tops` is an outermost one. */
function foldersAbove(path: string, tops: readonly string[]): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder)) {
    folders.unshift(folder);
    if (tops.includes(folder)) break;
  }
  return folders;
}

function crowdedFolders(sources: readonly SourceFile[], {files, crowded = []}: StructureRules): string[] {
  const counts = new Map<string, number>();
  for (const {path} of sources) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([folder, count]) => count > files && !crowded.includes(folder))
    .map(([folder, count]) => `${folder} has ${count} source files, more than ${files}: divide it`);
}
