/** A repository of GitHub. */
interface GitHubRepository {
  owner: string;
  name: string;
}

/** The repository that a remote's address means, of GitHub; null for one of elsewhere. */
export function gitHubRepository(remote: string): GitHubRepository | null {
  const found =
    /^(?:https:\/\/(?:[^@/]+@)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
      remote
    );
  return found === null ? null : {owner: found[1]!, name: found[2]!};
}

/** Where GitHub serves the pages of a repository. One with a domain of its own is told by `--origin`. */
export function pagesOrigin({owner, name}: GitHubRepository): string {
  const host = `${owner.toLowerCase()}.github.io`;
  return name.toLowerCase() === host ? `https://${host}/` : `https://${host}/${name}/`;
}

/** Where GitHub serves the files of a commit. */
export function filesAddress({owner, name}: GitHubRepository, commit: string): string {
  return `https://raw.githubusercontent.com/${owner}/${name}/${commit}`;
}

/** An address without the user and the password in it. */
export function shownRemote(remote: string): string {
  return remote.replace(/^(\w+:\/\/)[^/@]+@/, "$1");
}
