const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/** `09:05` of 545 minutes after midnight; the end of the day is `00:00`. */
export function clockOf(minutes: number): string {
	const within = minutes % MINUTES_PER_DAY;
	const pad = (value: number) => String(value).padStart(2, '0');
	return `${pad(Math.floor(within / MINUTES_PER_HOUR))}:${pad(within % MINUTES_PER_HOUR)}`;
}

/** The minutes after midnight of `09:05`; `null` where it is no time. */
export function minutesOf(clock: string): number | null {
	const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock.trim());
	return match ? Number(match[1]) * MINUTES_PER_HOUR + Number(match[2]) : null;
}

/** Whether the browser knows the zone, such as `Asia/Kolkata`. */
export function isTimeZone(name: string): boolean {
	try {
		return name.trim() !== '' && new Intl.DateTimeFormat('en', { timeZone: name.trim() }).format() !== '';
	} catch {
		return false;
	}
}
