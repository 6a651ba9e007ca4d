import { describe, expect, it } from 'vitest';
import type { Day, Hour } from '$lib/api/manage';
import { busyHours, change, hourName } from './hours';

const hours = (orders: number[]): Hour[] =>
	orders.map((count, hour) => ({ at: '', hour, orders: count, revenue: { amount: count * 100, currency: 'INR' } }));
const day = (revenue: number, before: number) =>
	({
		revenue: { amount: revenue, currency: 'INR' },
		previous: { orders: 0, revenue: { amount: before, currency: 'INR' } },
	}) as Day;

describe('a day by its hours', () => {
	it('shows the busy hours with one quiet hour on each side', () => {
		expect(busyHours(hours([0, 0, 0, 2, 0, 1, 0, 0])).map((h) => h.hour)).toEqual([2, 3, 4, 5, 6]);
		expect(busyHours(hours([3, 0, 0])).map((h) => h.hour)).toEqual([0, 1]);
	});

	it('shows every hour of a day without orders', () => {
		expect(busyHours(hours([0, 0, 0]))).toHaveLength(3);
	});

	it('names hours as clocks do', () => {
		expect(hourName({ hour: 9 })).toBe('09:00');
	});
});

describe('the week before', () => {
	it('is compared in percent', () => {
		expect(change(day(150, 100))).toBe(50);
		expect(change(day(90, 120))).toBe(-25);
	});

	it('cannot be compared with when nothing was sold', () => {
		expect(change(day(150, 0))).toBeNull();
	});
});
