import type { Category, Dish } from '$lib/api/types';

/** Latin accents and Arabic vowel signs. The vowel signs of Hindi and Tamil are letters of their own and stay. */
const ACCENTS = /[\u0300-\u036f\u064b-\u065f\u0670]/g;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const NO_MATCH = Infinity;
/** A word of the description says less about a dish than its name. */
const ELSEWHERE = 2;
/** Shorter words are mistyped into each other too easily. */
const [ONE_TYPO_FROM, TWO_TYPOS_FROM] = [4, 7];
const MIN_INFIX = 3;

/** The words of a text as they are compared: `Crème Brûlée` is `creme`, `brulee`. */
export const wordsOf = (text: string): string[] =>
	text.normalize('NFD').replace(ACCENTS, '').normalize('NFC').toLowerCase().match(WORD) ?? [];

/** A dish with its words split once: a keystroke then only compares. */
export type Entry = { dish: Dish; name: string[]; rest: string[] };

/** The dishes of a menu, ready to be searched. */
export const indexOf = (categories: Category[]): Entry[] =>
	categories.flatMap(({ name, dishes }) =>
		dishes.map((dish) => ({
			dish,
			name: wordsOf(dish.name),
			rest: wordsOf(`${name} ${dish.description ?? ''}`),
		})),
	);

/** The dishes that hold every word of the query, in any order and forgiving its typing; the best first. */
export function search(entries: Entry[], query: string): Dish[] {
	const wanted = wordsOf(query);
	if (wanted.length === 0) return [];
	return entries
		.map((entry) => ({ dish: entry.dish, cost: wanted.reduce((sum, word) => sum + costIn(entry, word), 0) }))
		.filter(({ cost }) => cost < NO_MATCH)
		.sort((a, b) => a.cost - b.cost)
		.map(({ dish }) => dish);
}

const cheapest = (words: string[], wanted: string): number =>
	words.reduce((least, word) => Math.min(least, costOf(word, wanted)), NO_MATCH);

const costIn = ({ name, rest }: Entry, wanted: string): number =>
	Math.min(cheapest(name, wanted), ELSEWHERE + cheapest(rest, wanted));

/** How far a word of a dish is from a typed one: 0 the same, then its beginning, its middle, and typing errors. */
function costOf(word: string, wanted: string): number {
	if (word === wanted) return 0;
	if (word.startsWith(wanted)) return 0.5;
	if (wanted.length >= MIN_INFIX && word.includes(wanted)) return 1.5;
	const allowed = wanted.length >= TWO_TYPOS_FROM ? 2 : wanted.length >= ONE_TYPO_FROM ? 1 : 0;
	if (allowed === 0) return NO_MATCH;
	const typos = Math.min(
		distance(word, wanted, allowed),
		// Somebody who is still typing has made the error in the beginning of the word.
		distance(word.slice(0, wanted.length), wanted, allowed) + 0.5,
	);
	return typos <= allowed + 0.5 ? 1 + typos : NO_MATCH;
}

/** How many letters are wrong, missing, too many or swapped with their neighbour; `Infinity` beyond `most`. */
export function distance(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return NO_MATCH;
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const same = a[i - 1] === b[j - 1];
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			row[j] = Math.min(
				last[j]! + 1,
				row[j - 1]! + 1,
				last[j - 1]! + (same ? 0 : 1),
				swapped ? before[j - 2]! + 1 : NO_MATCH,
			);
		}
		if (Math.min(...row) > most) return NO_MATCH;
		[before, last] = [last, row];
	}
	return last[b.length]! <= most ? last[b.length]! : NO_MATCH;
}
