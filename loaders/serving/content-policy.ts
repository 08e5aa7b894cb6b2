import {createHash} from "node:crypto";

/**
 * The Content-Security-Policy of a page: it runs the site's own scripts and the inline ones that it was built with, by their
 * hashes; WebAssembly, DuckDB's workers (which start from a blob) and no eval; it talks to its own host alone.
 *
 * Styles in the markup are allowed: formulas and figures set `style` attributes, for which a policy knows nothing narrower
 * that browsers share. They can load nothing from elsewhere.
 */
export function contentPolicy(html = ""): string {
  const hashes = [...new Set(inlineScripts(html).map(hash))];
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${hashes.map((each) => ` ${each}`).join("")}`,
    "worker-src 'self' blob:",
    "connect-src 'self' blob: data:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "base-uri 'self'",
    "form-action 'none'"
  ].join("; ");
}

function inlineScripts(html: string): string[] {
  const scripts = html.matchAll(/<script\b(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi);
  return [...scripts].map(([, text]) => text!);
}

/** A browser hashes a script as it reads it: its lines end in LF alone. */
function hash(script: string): string {
  const text = script.replace(/\r\n?/g, "\n");
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
