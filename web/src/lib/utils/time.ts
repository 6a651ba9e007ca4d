import { intlLocale } from './locale';

const clock = new Intl.DateTimeFormat(intlLocale(), { timeStyle: 'medium', hourCycle: 'h23' });

/** `19:04:31`, in the time of the device. */
export const clockTime = (ms: number): string => clock.format(ms);

const short = new Intl.DateTimeFormat(intlLocale(), { timeStyle: 'short', hourCycle: 'h23' });
const dated = new Intl.DateTimeFormat(intlLocale(), { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `19:04`, in the time of the device. */
export const shortTime = (ms: number): string => short.format(ms);

/** `Tue, 19:04`: a moment within a week. */
export const weekdayTime = (ms: number): string => dated.format(ms);

/** Whole minutes since `at`, never negative. */
export const minutesSince = (at: string, now: number): number =>
	Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));

const hourFormat = new Intl.DateTimeFormat(intlLocale(), { timeStyle: 'short', hourCycle: 'h23' });
const dayFormat = new Intl.DateTimeFormat(intlLocale(), { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });

/** `19:04`, in the time of the device. */
export const hourOf = (at: number | string): string => hourFormat.format(new Date(at));

/** `24 November 2026 at 19:04`, as a receipt has it. */
export const dayAndHour = (at: string): string => dayFormat.format(new Date(at));

const dayNames = new Intl.DateTimeFormat(intlLocale(), { weekday: 'long', timeZone: 'UTC' });

/** The name of a day of the week: 1 is Monday, 7 is Sunday. */
export const weekday = (day: number): string => dayNames.format(Date.UTC(2024, 0, day));
