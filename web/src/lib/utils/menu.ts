import type { Availability, Category, Dish, Menu } from '$lib/api/types';

/** The categories that hold any dish. */
export const filledCategories = (menu: Menu): Category[] =>
	menu.categories.filter((category) => category.dishes.length > 0);

/** Every dish by its id. */
export function dishesById(menu: Menu): Map<string, Dish> {
	return new Map(menu.categories.flatMap((c) => c.dishes.map((dish) => [dish.id, dish])));
}

const isFor = (item: Availability, dish_id: string, variant_id?: string): boolean =>
	item.dish_id === dish_id && (item.variant_id ?? undefined) === variant_id;

/** Whether it can be had now: not sold out as a whole, nor in this variant. */
export function isAvailable(dish: Dish, items: Availability[], variant_id?: string): boolean {
	const soldOut = (variant?: string) =>
		items.some((item) => isFor(item, dish.id, variant) && item.status === 'sold_out');
	return dish.available && !soldOut() && !(variant_id !== undefined && soldOut(variant_id));
}

/** Whether nothing has to be chosen before it can be ordered. */
export const isPlain = (dish: Dish): boolean =>
	dish.variants.length === 0 && dish.option_groups.every((group) => group.min === 0);

/** Whether there is anything to choose with it. */
export const hasChoices = (dish: Dish): boolean => dish.variants.length > 0 || dish.option_groups.length > 0;

/** The portions left, where somebody counts them. */
export function portionsLeft(dish_id: string, items: Availability[]): number | null {
	const counted = items.find((item) => isFor(item, dish_id) && item.status === 'available');
	return counted?.portions ?? null;
}

/** The list with one entry replaced by what was just heard. */
export function withAvailability(items: Availability[], heard: Availability): Availability[] {
	const variant = heard.variant_id ?? undefined;
	return [...items.filter((item) => !isFor(item, heard.dish_id, variant)), heard];
}
