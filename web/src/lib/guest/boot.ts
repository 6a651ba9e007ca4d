import type { Boot } from '$lib/api/types';

/** What the server put into the page for this table, if it did. */
export function readBoot(): Boot | null {
	const text = document.getElementById('boot')?.textContent;
	return text ? (JSON.parse(text) as Boot) : null;
}
