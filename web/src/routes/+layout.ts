// The server only has files to give: every page is made in the browser.
export const ssr = false;
export const prerender = false;
