import type { Day, Hour } from '$lib/api/manage';

/** The hours worth showing: from the first to the last with an order; the whole day where there was none. */
export function busyHours(hours: Hour[]): Hour[] {
	const first = hours.findIndex((hour) => hour.orders > 0);
	const last = hours.findLastIndex((hour) => hour.orders > 0);
	return first === -1 ? hours : hours.slice(Math.max(0, first - 1), last + 2);
}

/** `09:00` of the hour 9. */
export const hourName = ({ hour }: Pick<Hour, 'hour'>): string => `${String(hour).padStart(2, '0')}:00`;

/** By how many percent revenue is above (or below) that of the week before; `null` without anything to compare with. */
export function change(day: Day): number | null {
	const before = day.previous.revenue.amount;
	return before === 0 ? null : Math.round(((day.revenue.amount - before) * 100) / before);
}
