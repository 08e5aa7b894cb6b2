/** Whether the name of a picture in a problem's file stays in that file's folder: relative, without a way up, no address. */
export function isInside(name: string): boolean {
  if (name === "" || name.includes("\0") || /^([a-z]:|[/\\])/i.test(name) || /^[a-z][a-z\d+.-]*:/i.test(name))
    return false;
  return !name.split(/[/\\]/).includes("..");
}
