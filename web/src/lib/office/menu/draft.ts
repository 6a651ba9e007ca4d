import type { Draft, DraftCategory, DraftDish } from '$lib/api/manage';
import type { Dish, Menu } from '$lib/api/types';

/** How the draft differs from what guests see, in dishes. */
export type Unpublished = { added: number; removed: number; changed: number };

/** Compares the draft with the published menu. Station and tax class are not on the published one and do not count. */
export function unpublished(draft: Draft, published: Menu): Unpublished {
	const before = placed(published);
	const after = placed(draft);
	const count = (ids: Iterable<string>, counts: (id: string) => boolean) => [...ids].filter(counts).length;
	return {
		added: count(after.keys(), (id) => !before.has(id)),
		removed: count(before.keys(), (id) => !after.has(id)),
		changed: count(after.keys(), (id) => before.has(id) && differs(after.get(id), before.get(id))),
	};
}

export const isPublished = ({ added, removed, changed }: Unpublished): boolean => added + removed + changed === 0;

type Placed<D> = { category: string; dish: D };
type Categories<D> = { categories: { name: string; dishes: D[] }[] };

const placed = <D extends { id: string }>(menu: Categories<D>): Map<string, Placed<D>> =>
	new Map(menu.categories.flatMap(({ name, dishes }) => dishes.map((dish) => [dish.id, { category: name, dish }])));

function differs(after: Placed<DraftDish> | undefined, before: Placed<Dish> | undefined): boolean {
	return JSON.stringify(after && seenOfDraft(after)) !== JSON.stringify(before && seen(before));
}

/** What guests see of a dish. */
const seen = ({ category, dish }: Placed<Dish>) => [
	category,
	dish.name,
	dish.description ?? '',
	dish.diet,
	dish.available,
	dish.variants.length > 0 ? dish.variants.map((v) => [v.id, v.name, v.price.amount]) : dish.price.amount,
	dish.option_groups.length,
];
const seenOfDraft = ({ category, dish }: Placed<DraftDish>) => [
	category,
	dish.name,
	dish.description ?? '',
	dish.diet,
	dish.available,
	dish.variants?.length ? dish.variants.map((v) => [v.id, v.name, v.price]) : dish.price,
	dish.option_groups?.length ?? 0,
];

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The dishes that have every word in their name, category, station or variants; without words all of them. */
export function search(draft: Draft, text: string): DraftCategory[] {
	const words = plain(text).split(/\s+/).filter(Boolean);
	const fits = (category: string, { name, station, variants }: DraftDish) => {
		const hay = plain([category, name, station, ...(variants ?? []).map((v) => v.name)].join(' '));
		return words.every((word) => hay.includes(word));
	};
	return draft.categories
		.map((category) => ({ ...category, dishes: category.dishes.filter((dish) => fits(category.name, dish)) }))
		.filter((category) => category.dishes.length > 0);
}
