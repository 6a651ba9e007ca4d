import type { Category } from '$lib/api/types';

/** The first so many dishes of a menu, under their headings. */
export function firstDishes(categories: Category[], count: number): Category[] {
	let left = count;
	return categories.flatMap((category) => {
		if (left <= 0) return [];
		const dishes = category.dishes.slice(0, left);
		left -= dishes.length;
		return dishes.length === category.dishes.length ? [category] : [{ ...category, dishes }];
	});
}
