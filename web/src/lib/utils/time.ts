import { intlLocale } from './locale';

const clock = new Intl.DateTimeFormat(intlLocale(), { timeStyle: 'medium', hourCycle: 'h23' });

/** `19:04:31`, in the time of the device. */
export const clockTime = (ms: number): string => clock.format(ms);

const short = new Intl.DateTimeFormat(intlLocale(), { timeStyle: 'short', hourCycle: 'h23' });

/** `19:04`, in the time of the device. */
export const shortTime = (ms: number): string => short.format(ms);

/** Whole minutes since `at`, never negative. */
export const minutesSince = (at: string, now: number): number =>
	Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
