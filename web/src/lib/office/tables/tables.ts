import type { ManagedTable } from '$lib/api/manage';

/** As people count: G2 before G10. */
const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

type Named = { name: string };
export const byName = (a: Named, b: Named): number => order.compare(a.name, b.name);

export type Floor = { name: string; tables: ManagedTable[] };

/** The tables by their floors, both in the order people count. */
export function byFloor(tables: ManagedTable[]): Floor[] {
	const floors = new Map<string, ManagedTable[]>();
	for (const table of tables) floors.set(table.floor, [...(floors.get(table.floor) ?? []), table]);
	return [...floors].map(([name, on]) => ({ name, tables: on.toSorted(byName) })).sort(byName);
}

/** More tables than this at once is a slip of the finger. */
export const MOST_AT_ONCE = 100;

const NUMBERED = /^(.*?)(\d{1,4})$/;

/** The names from one to another, such as `G1` to `G12`; `null` where the two do not make a range. */
export function rangeOfNames(first: string, last: string): string[] | null {
	const from = NUMBERED.exec(first.trim());
	const to = NUMBERED.exec(last.trim());
	if (!from || !to || from[1] !== to[1]) return null;
	const [start, end] = [Number(from[2]), Number(to[2])];
	if (end < start || end - start >= MOST_AT_ONCE) return null;
	const width = from[2]?.startsWith('0') ? from[2].length : 0;
	return Array.from({ length: end - start + 1 }, (_, i) => `${from[1]}${String(start + i).padStart(width, '0')}`);
}

/** Those names that no table has yet, and those that one has. */
export function split(names: string[], tables: ManagedTable[]): { free: string[]; taken: string[] } {
	const known = new Set(tables.map(({ name }) => name.toLowerCase()));
	const isTaken = (name: string) => known.has(name.toLowerCase());
	return { free: names.filter((name) => !isTaken(name)), taken: names.filter(isTaken) };
}

/** A short mark that tells one code from another and gives nothing of it away (FNV-1a, 32 bits). */
export function fingerprint(token: string): string {
	let hash = 0x811c9dc5;
	for (const char of token) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
	return (hash >>> 0).toString(36);
}
