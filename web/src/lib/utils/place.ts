import { m } from '$lib/paraglide/messages';

/** Where a tab sits, in words: `Table 4 + Terrace 2`, or a parcel where it has no table. */
export function placeOf(names: string[]): string {
	const places = names.map((name) => (/^\w?\d/.test(name) ? m.common_table({ name }) : name));
	return places.join(' + ') || m.common_parcel();
}
