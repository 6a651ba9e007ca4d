import type { Category, Diet, Dish } from '$lib/api/types';

/** What a guest wants to see of the menu. */
export type Filter = {
	/** Any of these; none means all. */
	diets: Diet[];
	/** None of these. */
	without: string[];
};

export const EVERYTHING: Filter = { diets: [], without: [] };

const DIETS: Diet[] = ['veg', 'vegan', 'egg', 'non-veg'];
const dishesOf = (categories: Category[]): Dish[] => categories.flatMap(({ dishes }) => dishes);

/** The diets that a menu has, in the order they are offered. */
export function dietsOf(categories: Category[]): Diet[] {
	const present = new Set(dishesOf(categories).map(({ diet }) => diet));
	return DIETS.filter((diet) => present.has(diet));
}

/** The allergens that a menu names. */
export const allergensOf = (categories: Category[]): string[] =>
	[...new Set(dishesOf(categories).flatMap(({ allergens }) => allergens ?? []))].sort();

/** What is vegan is vegetarian too. */
const isOfDiet = (dish: Dish, diet: Diet): boolean => dish.diet === diet || (diet === 'veg' && dish.diet === 'vegan');

/** Whether a dish is among what the guest wants to see. */
export const fits = (dish: Dish, { diets, without }: Filter): boolean =>
	(diets.length === 0 || diets.some((diet) => isOfDiet(dish, diet))) &&
	!(dish.allergens ?? []).some((allergen) => without.includes(allergen));

/** How many things a guest has set. */
export const settingsOf = ({ diets, without }: Filter): number => diets.length + without.length;

/** A list with one thing put in, or taken out where it was. */
export const toggled = <T>(list: T[], one: T): T[] =>
	list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
