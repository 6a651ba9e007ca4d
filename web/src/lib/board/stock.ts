import type { Mark } from '$lib/api/staff';
import type { Availability, Dish, Restaurant } from '$lib/api/types';

const DAY = 24 * 60;
const MINUTE = 60_000;

/** Where and when a restaurant's business day begins. */
export type Days = Pick<Restaurant, 'time_zone' | 'business_day_start'>;

/**
 * When the restaurant's business day is over. An hour off in the two nights of the year in which clocks change.
 */
export function endOfDay(now: number, { time_zone: timeZone, business_day_start: start }: Days): string {
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
	const [hours = 0, minutes = 0] = clock.format(now).split(':').map(Number);
	const left = (start - (hours * 60 + minutes) + DAY) % DAY || DAY;
	return new Date(Math.floor(now / MINUTE) * MINUTE + left * MINUTE).toISOString();
}

/** How a dish, or one variant of it, can be had now. */
export type Stock =
	| { kind: 'available' }
	| { kind: 'counted'; portions: number }
	| { kind: 'sold_out'; until: number | null };

/** What the marks say about a dish or a variant; a mark whose time is over says nothing. */
export function stockOf(items: Availability[], dish_id: string, variant_id: string | null, now: number): Stock {
	const mark = items.find((item) => item.dish_id === dish_id && (item.variant_id ?? null) === variant_id);
	const until = mark?.until ? Date.parse(mark.until) : null;
	if (mark?.status === 'sold_out' && (until === null || until > now)) return { kind: 'sold_out', until };
	const portions = mark?.portions ?? null;
	return portions === null ? { kind: 'available' } : { kind: 'counted', portions };
}

/** The answers to "how can it be had?". */
export type Choice = 'available' | 'counted' | 'sold_out' | 'today' | 'until';
export type Answers = { choice: Choice; portions: number; until: string; variant_id: string | null };

/** What to tell the server for the answers of the form; `until` is a time of the device, as a browser writes it. */
export function markOf({ choice, portions, until, variant_id }: Answers, now: number, days: Days): Mark {
	const variant = variant_id === null ? {} : { variant_id };
	if (choice === 'available') return { status: 'available', ...variant };
	if (choice === 'counted') return { status: 'available', portions, ...variant };
	if (choice === 'sold_out') return { status: 'sold_out', ...variant };
	const end = choice === 'today' ? endOfDay(now, days) : new Date(until).toISOString();
	return { status: 'sold_out', until: end, ...variant };
}

/** The answers as they stand before somebody changes them. */
export function answersFor(stock: Stock, variant_id: string | null): Answers {
	const portions = stock.kind === 'counted' ? stock.portions : 10;
	return { choice: stock.kind, portions, until: '', variant_id };
}

/** The dishes whose name holds every word that was typed. */
export function findDishes(dishes: Dish[], query: string): Dish[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return dishes.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

/** Whether anything is marked about a dish or one of its variants. */
export const isMarked = (items: Availability[], dish: Dish, now: number): boolean =>
	[null, ...dish.variants.map(({ id }) => id)].some((id) => stockOf(items, dish.id, id, now).kind !== 'available');
