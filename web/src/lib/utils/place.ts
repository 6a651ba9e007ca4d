import { words } from '$lib/words';

/** Where a tab sits, in words: `Table 4 + Terrace 2`, or a parcel where it has no table. */
export function placeOf(names: string[]): string {
	const places = names.map((name) => (/^\w?\d/.test(name) ? words.common.table(name) : name));
	return places.join(' + ') || words.common.parcel;
}
