import type { Menu } from '$lib/api/types';
import type { ManagedTable, Person } from '$lib/api/manage';

export type Step = 'menu' | 'tables' | 'codes' | 'staff';
export type Found = { menu: Menu; tables: ManagedTable[]; people: Person[]; printed: boolean };

/** What a new restaurant has to do before its first guest, and what of it is done. */
export function checklist({ menu, tables, people, printed }: Found): { step: Step; done: boolean }[] {
	return [
		{ step: 'menu', done: menu.categories.some((category) => category.dishes.length > 0) },
		{ step: 'tables', done: tables.length > 0 },
		{ step: 'codes', done: printed },
		{ step: 'staff', done: people.length > 1 },
	];
}
