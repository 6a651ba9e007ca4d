// Sheets and the button that goes back: each open sheet has an entry in the browser's history, so that going back
// closes it instead of leaving the page.
import { untrack } from 'svelte';
import { pushState } from '$app/navigation';
import { page } from '$app/state';

/** Entries that another load of this page made say nothing about this one's sheets. */
const load = performance.timeOrigin;
/** What closes each open sheet, the topmost last. */
const open: (() => void)[] = [];
/** How many entries of the history are sheets'. */
let entries = 0;

/** Notes a sheet that opens; the answer is called when it is gone, however it was closed. */
export function layer(close: () => void): () => void {
	open.push(close);
	if (open.length > entries) pushState('', { sheets: { load, count: ++entries } });
	return () => {
		const at = open.indexOf(close);
		if (at >= 0) open.splice(at, 1);
		// A sheet that opens in its place takes the entry over.
		setTimeout(leave);
	};
}

/** How many entries are those of sheets, where the page stands now. */
const there = () => (page.state.sheets?.load === load ? page.state.sheets.count : 0);

/** Goes back over entries whose sheets are gone; not where somebody followed a link from there. */
function leave(): void {
	const left = entries - open.length;
	if (left <= 0 || there() !== entries) return;
	entries = open.length;
	history.go(-left);
}

$effect.root(() => {
	$effect(() => {
		entries = there();
		untrack(() => {
			while (open.length > entries) open.pop()?.();
		});
	});
});
