import { intlLocale } from './locale';

/** Times of a restaurant are shown on its own clock, whatever zone the device is in. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = timeZone + JSON.stringify(options);
	const known = formatters.get(key);
	if (known) return known;
	const made = new Intl.DateTimeFormat(intlLocale(), { ...options, timeZone });
	formatters.set(key, made);
	return made;
}

/** `19:04`. */
export const timeOf = (at: string | number, timeZone: string): string =>
	formatter(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));

/** `24 Nov, 19:04`. */
export const momentOf = (at: string | number, timeZone: string): string =>
	formatter(timeZone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
		new Date(at),
	);

/** `Tuesday, 24 November 2026` of a business day such as `2026-11-24`. */
export const dayName = (day: string): string =>
	formatter('UTC', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(atNoon(day));

/** `Tue, 24 Nov`. */
export const shortDayName = (day: string): string =>
	formatter('UTC', { weekday: 'short', day: 'numeric', month: 'short' }).format(atNoon(day));

/** The name of a day of the week, 1 for Monday to 7 for Sunday. */
export const weekdayName = (day: number): string =>
	formatter('UTC', { weekday: 'long' }).format(new Date(Date.UTC(2024, 0, day, 12)));

/** The day so many days later: `2026-02-28` and one is `2026-03-01`. */
export function shiftDay(day: string, days: number): string {
	const date = atNoon(day);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** Whether it is a day that exists, as a link may hold anything. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = atNoon(text);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const atNoon = (day: string): Date => new Date(`${day}T12:00:00Z`);
