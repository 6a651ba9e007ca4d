import type { Availability, Dish, LineIn, Money } from '$lib/api/types';
import { listPrice } from './choices';
import { isAvailable } from './menu';

/** More of one line than this is a mistake of the thumb. */
export const MAX_QUANTITY = 50;

const sameThing = (a: LineIn, b: LineIn): boolean =>
	JSON.stringify({ ...a, quantity: 0 }) === JSON.stringify({ ...b, quantity: 0 });

/** Adds a line, or its quantity to the same thing already there. */
export function addLine(cart: LineIn[], line: LineIn): LineIn[] {
	const at = cart.findIndex((other) => sameThing(other, line));
	if (at < 0) return [...cart, line];
	return setQuantity(cart, at, cart[at]!.quantity + line.quantity);
}

/** Zero removes the line. */
export function setQuantity(cart: LineIn[], at: number, quantity: number): LineIn[] {
	const bounded = Math.min(quantity, MAX_QUANTITY);
	return cart.flatMap((line, i) => (i !== at ? [line] : bounded > 0 ? [{ ...line, quantity: bounded }] : []));
}

/** Sets how many of a dish there are that needs no choices: more or fewer of its plain line, the first of its lines else. */
export function setDishQuantity(cart: LineIn[], dish_id: string, quantity: number): LineIn[] {
	const mine = cart.flatMap((line, at) => (line.dish_id === dish_id ? [{ line, at }] : []));
	const [target] = [...mine.filter(({ line }) => !line.note), ...mine];
	if (!target) return quantity > 0 ? addLine(cart, { dish_id, quantity }) : cart;
	const others = mine.reduce((sum, { line }) => sum + line.quantity, 0) - target.line.quantity;
	return setQuantity(cart, target.at, Math.max(0, quantity - others));
}

/** How many of each dish are in a cart. */
export function countsByDish(cart: LineIn[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { dish_id, quantity } of cart) counts.set(dish_id, (counts.get(dish_id) ?? 0) + quantity);
	return counts;
}

export const countOf = (cart: LineIn[]): number =>
	cart.reduce((count, line) => count + line.quantity, 0);

/** The menu prices added up, before taxes; `null` for an empty cart. */
export function listTotal(cart: LineIn[], dishes: Map<string, Dish>): Money | null {
	const prices = cart.flatMap((line) => {
		const dish = dishes.get(line.dish_id);
		return dish ? [listPrice(dish, line)] : [];
	});
	const first = prices[0];
	if (!first) return null;
	return { amount: prices.reduce((sum, p) => sum + p.amount, 0), currency: first.currency };
}

/** Drops lines whose dish is no longer on the menu. */
export const onMenu = (cart: LineIn[], dishes: Map<string, Dish>): LineIn[] =>
	cart.filter((line) => dishes.has(line.dish_id));

/** The dishes of a cart that can no longer be had, by the place of their lines. */
export const soldOutLines = (cart: LineIn[], dishes: Map<string, Dish>, items: Availability[]): number[] =>
	cart.flatMap((line, at) => {
		const dish = dishes.get(line.dish_id);
		return dish && !isAvailable(dish, items, line.variant_id ?? undefined) ? [at] : [];
	});
