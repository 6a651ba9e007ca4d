import { intlLocale } from './locale';

/** A format in the page's language, made when it is first used: making one takes longer than a page of uses. */
function format(options: Intl.DateTimeFormatOptions): (at: number) => string {
	let made: Intl.DateTimeFormat | undefined;
	return (at) => (made ??= new Intl.DateTimeFormat(intlLocale(), options)).format(at);
}

/** `19:04:31`, in the time of the device. */
export const clockTime = format({ timeStyle: 'medium', hourCycle: 'h23' });

/** `19:04`, in the time of the device. */
export const shortTime = format({ timeStyle: 'short', hourCycle: 'h23' });

/** `Tue, 19:04`: a moment within a week. */
export const weekdayTime = format({ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** Whole minutes since `at`, never negative. */
export const minutesSince = (at: string, now: number): number =>
	Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));

/** `24 November 2026 at 19:04`, as a receipt has it. */
export const dayTime = format({ dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });

const dayName = format({ weekday: 'long', timeZone: 'UTC' });

/** The name of a day of the week: 1 is Monday, 7 is Sunday. */
export const weekday = (day: number): string => dayName(Date.UTC(2024, 0, day));
