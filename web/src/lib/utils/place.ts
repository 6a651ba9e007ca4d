import type { Table } from '$lib/api/types';
import { words } from '$lib/words';

/** Where a tab sits, in words: `Table 4 + Terrace 2`, or a parcel where it has no table. */
export function placeOf(tables: Pick<Table, 'name'>[]): string {
	const names = tables.map(({ name }) => (/^\d/.test(name) ? words.common.table(name) : name));
	return names.join(' + ') || words.common.parcel;
}
