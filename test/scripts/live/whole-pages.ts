/** Reads every page that a report's navigation names and everything that these pages ask for; the addresses that are not there. */
export async function missingFiles(url: string): Promise<{pages: number; missing: string[]}> {
  const missing: string[] = [];
  const seen = new Set<string>();
  const read = async (address: string): Promise<string> => {
    seen.add(address);
    const response = await fetch(address);
    if (!response.ok) missing.push(address);
    return response.text();
  };
  const home = await read(url);
  const nav = /<nav id="navigation".*?<\/nav>/s.exec(home)?.[0] ?? "";
  const pages = [...nav.matchAll(/href="([^"#]+)"/g)].map(([, path]) => new URL(path!, url).href);
  for (const page of pages) {
    const html = await read(page);
    for (const [, path] of html.matchAll(/(?:href=|src=|import\(|"path":)"((?:\.\.?\/|\/)[^"#]*)"/g)) {
      const address = new URL(path!, page).href;
      if (!seen.has(address)) await read(address);
    }
  }
  return {pages: pages.length, missing};
}
