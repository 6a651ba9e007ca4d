import type { Dish } from '$lib/api/types';
import { MAX_QUANTITY } from '$lib/utils/cart';

/** What was typed into the search of a quick order: how many, and of what. */
export type Query = { quantity: number; text: string };

/** `3 md`, `3xmd` and `md 3` are three of what `md` finds. A number that belongs to a dish's name is no quantity. */
export function readQuery(typed: string, dishes: Pick<Dish, 'name'>[] = []): Query {
	const text = typed.trim();
	if (dishes.some(({ name }) => isBeginning(name, text))) return { quantity: 1, text };
	const match = /^(\d{1,2})\s*[x×]?\s+(.+)$/i.exec(text) ?? /^(\d{1,2})[x×](.+)$/i.exec(text);
	if (match) return { quantity: within(Number(match[1])), text: match[2]!.trim() };
	const last = /^(.+?)\s+(\d{1,2})$/.exec(text);
	if (last) return { quantity: within(Number(last[2])), text: last[1]! };
	return { quantity: 1, text };
}

/** Whether a name begins with these whole words, a number among them. */
function isBeginning(name: string, text: string): boolean {
	const [words, asked] = [wordsOf(name), wordsOf(text)];
	return asked.some((word) => /^\d+$/.test(word)) && asked.every((word, at) => word === words[at]);
}

const within = (quantity: number): number => Math.min(Math.max(quantity, 1), MAX_QUANTITY);

/** Words without accents and capitals. */
const wordsOf = (text: string): string[] =>
	text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);

/** Better matches have lower ranks; `null` is no match. */
export function rank(name: string, text: string): number | null {
	const words = wordsOf(name);
	const asked = wordsOf(text);
	if (asked.length === 0) return 0;
	const joined = words.join(' ');
	if (joined.startsWith(asked.join(' '))) return 0;
	if (asked.length === 1 && initialsOf(words).startsWith(asked[0]!)) return 1;
	if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 2;
	return asked.every((part) => joined.includes(part)) ? 3 : null;
}

const initialsOf = (words: string[]): string => words.map((word) => [...word][0]).join('');

/** The dishes that fit best first; of equal ones those ordered most often, then in the menu's order. */
export function search(dishes: Dish[], text: string, ordered: Map<string, number>): Dish[] {
	const often = ({ id }: Dish) => ordered.get(id) ?? 0;
	return dishes
		.map((dish) => ({ dish, rank: rank(dish.name, text) }))
		.filter((found): found is { dish: Dish; rank: number } => found.rank !== null)
		.sort((a, b) => a.rank - b.rank || often(b.dish) - often(a.dish))
		.map(({ dish }) => dish);
}

/** How many of each dish the open tabs hold: what is ordered a lot tonight comes first. */
export function countOrdered(orders: { lines: { dish_id: string; quantity: number }[] }[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { dish_id, quantity } of orders.flatMap(({ lines }) => lines)) {
		counts.set(dish_id, (counts.get(dish_id) ?? 0) + quantity);
	}
	return counts;
}
