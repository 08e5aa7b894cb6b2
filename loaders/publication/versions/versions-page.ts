import type {ReportVersion} from "./report-version.js";

/** The page that lists the versions of a report, newest first: plain HTML that asks for nothing. */
export function versionsPage(versions: readonly ReportVersion[]): string {
  const rows = versions.map(
    ({identity, date, title, path}, i) =>
      `<li><a href="./${path}"><code>${identity.slice(0, 12)}</code></a> ${escape(title)}${date === null ? "" : `, newest completion of <time>${escape(date.slice(0, 10))}</time>`}${i === 0 ? " (the one at the root)" : ""}</li>`
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Versions of this report</title>
<style>
body { font: 1.125rem/1.5 Georgia, serif; max-width: 40rem; margin: 3rem auto; padding: 0 1.5rem; }
li { margin: 0.4rem 0; overflow-wrap: anywhere; }
pre { overflow-x: auto; font-size: 0.875rem; }
</style>
</head>
<body>
<h1>Versions of this report</h1>
<p><a href="./">The newest one</a>. Each has an address that stays, named by what its content’s SHA-256 begins with. Newest first:</p>
<ol>
${rows.join("\n")}
</ol>
<p>Two of them side by side, with what changed in inputs and figures:</p>
<pre>npm run report -- --compare ADDRESS ADDRESS</pre>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
