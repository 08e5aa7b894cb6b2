import {UserError} from "./user-error.js";

/** Errors of the operating system that the user can mend: code to what it means. */
const meanings: Record<string, string> = {
  ENOENT: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "is a folder, not a file",
  ENOTDIR: "is not a folder, or lies in what is none",
  ENOTEMPTY: "the folder is not empty",
  EEXIST: "exists already",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "the link leads to itself",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EFBIG: "the file is too large",
  EIO: "the disk gives errors",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  EADDRINUSE: "the port is taken",
  EADDRNOTAVAIL: "this machine has no such address",
  ERR_FS_FILE_TOO_LARGE: "the file is too large",
  ERR_STRING_TOO_LONG: "the file is too large"
};

/** What an error of the operating system means for a user; null for any other. */
export function systemMeaning(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const {code} = error as NodeJS.ErrnoException;
  if (/no space left on device|could not write.*(disk|space)/i.test(error.message)) return meanings.ENOSPC!;
  if (/read-only file system/i.test(error.message)) return meanings.EROFS!;
  return (code === undefined ? undefined : meanings[code]) ?? null;
}

/** An error of the operating system, or any other that concerns a file, as a mistake of the user's; one already stays as it is. */
export function fileError(file: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError(`${file}: ${systemMeaning(error) ?? (error as Error).message}`, {cause: error});
}
