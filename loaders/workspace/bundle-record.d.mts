export function bundleFolders(root: string): string;
export function bundleFolder(root: string): string;
export function bundleFile(root: string, path: string): string;
export function bundleRecord(root: string): string;
export function stamp(path: string): string | undefined;
export function isFresh(root: string, file: string, entries?: readonly string[]): boolean;
