/** Changes of one control within this many milliseconds are one step of the history: a slider that is drawn. */
const ONE_STEP = 1000;

let latest = {control: "", time: -Infinity};

/**
 * Puts a search string into the page's address, as a step that Back returns from. Changes of the same control in quick
 * succession are one step. An address that stays the same is no step.
 */
export function setSearch(search: string, control: string): void {
  if (search === location.search) return;
  const isSameStep = latest.control === control && performance.now() - latest.time < ONE_STEP;
  latest = {control, time: performance.now()};
  const address = `${location.pathname}${search}${location.hash}`;
  if (isSameStep) history.replaceState(history.state, "", address);
  else history.pushState(history.state, "", address);
}

/** Calls back when Back or Forward has changed the address. */
export function onReturn(listener: () => void): void {
  addEventListener("popstate", () => {
    latest = {control: "", time: -Infinity};
    listener();
  });
}

/** The address of one figure of the page as it is now: what is chosen on the page, and what the figure alone adds. */
export function figureAddress(headingId: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.hash = headingId;
  return url.href;
}

/** What `figureAddress` added to the address that the page was opened with; null where the address is another figure's. */
export function linkedParameter(headingId: string, name: string): string | null {
  return location.hash === `#${headingId}` ? new URLSearchParams(location.search).get(name) : null;
}
