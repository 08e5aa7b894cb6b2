/** Bytes that a part of a table has at most: it is loaded at once, and stays far below what any host refuses. */
export const PART_BYTES = 16e6;

/** Bytes of a file beyond which a host of sites refuses it: 25 MiB at Cloudflare Pages, 100 MB at GitHub Pages. */
export const HOST_BYTES = 25 * 2 ** 20;

/** Bytes that a site may have where nobody says more. */
export const SITE_BYTES = 200e6;
