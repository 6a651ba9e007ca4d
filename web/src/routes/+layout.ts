import { markDocument } from '$lib/utils/locale';
import type { LayoutLoad } from './$types';

// The server only has files to give: every page is made in the browser.
export const ssr = false;
export const prerender = false;

export const load: LayoutLoad = () => markDocument();
