import {UserError} from "../../../schema/user-error.js";

/** The address of a server without `/v1` and without a slash at its end. Throws a UserError for what is no http address, or holds a password. */
export function endpointUrl(text: string, where: string): string {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw new UserError(`${where}: ${JSON.stringify(text)} is no address of a server: use http://HOST:PORT`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new UserError(`${where}: ${JSON.stringify(text)} must begin with http:// or https://`);
  if (url.username !== "" || url.password !== "")
    throw new UserError(
      `${where}: keep the key out of the address: put it into an environment variable and name it with key_env`
    );
  url.search = "";
  url.hash = "";
  return url.href.replace(/\/+$/, "").replace(/\/v1$/, "");
}
