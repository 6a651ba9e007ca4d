import { describe, expect, it } from 'vitest';
import type { Availability, Dish } from '$lib/api/types';
import { answersFor, endOfDay, findDishes, markOf, stockOf } from './stock';

const NOW = Date.parse('2026-11-23T15:00:20Z');
const KOLKATA = { time_zone: 'Asia/Kolkata', business_day_start: 240 };
const mark = (more: Partial<Availability>): Availability => ({ dish_id: 'd', status: 'available', ...more });

describe('the end of the business day', () => {
	it('is when the next one begins where the restaurant is', () => {
		expect(endOfDay(NOW, KOLKATA)).toBe('2026-11-23T22:30:00.000Z');
		expect(endOfDay(Date.parse('2026-11-23T22:10:00Z'), KOLKATA)).toBe('2026-11-23T22:30:00.000Z');
		expect(endOfDay(Date.parse('2026-11-23T22:30:00Z'), KOLKATA)).toBe('2026-11-24T22:30:00.000Z');
		expect(endOfDay(NOW, { ...KOLKATA, business_day_start: 390 })).toBe('2026-11-24T01:00:00.000Z');
	});
});

describe('how a dish can be had', () => {
	it('is what its own mark says', () => {
		const items = [mark({ portions: 4 }), mark({ variant_id: 'half', status: 'sold_out' })];
		expect(stockOf(items, 'd', null, NOW)).toEqual({ kind: 'counted', portions: 4 });
		expect(stockOf(items, 'd', 'half', NOW)).toEqual({ kind: 'sold_out', until: null });
		expect(stockOf(items, 'other', null, NOW)).toEqual({ kind: 'available' });
	});

	it('is freely once the time of a mark is over', () => {
		const until = new Date(NOW + 60_000).toISOString();
		const items = [mark({ status: 'sold_out', until })];
		expect(stockOf(items, 'd', null, NOW)).toEqual({ kind: 'sold_out', until: NOW + 60_000});
		expect(stockOf(items, 'd', null, NOW + 60_001)).toEqual({ kind: 'available' });
	});
});

describe('the answers of the form', () => {
	const answers = { portions: 3, until: '2026-11-24T10:00', variant_id: null };

	it('become what the server is told', () => {
		expect(markOf({ ...answers, choice: 'counted' }, NOW, KOLKATA)).toEqual({ status: 'available', portions: 3 });
		expect(markOf({ ...answers, choice: 'sold_out', variant_id: 'v' }, NOW, KOLKATA)).toEqual({ status: 'sold_out', variant_id: 'v' });
		expect(markOf({ ...answers, choice: 'today' }, NOW, KOLKATA)).toEqual({ status: 'sold_out', until: '2026-11-23T22:30:00.000Z' });
		const until = new Date(2026, 10, 24, 10).toISOString();
		expect(markOf({ ...answers, choice: 'until' }, NOW, KOLKATA)).toEqual({ status: 'sold_out', until });
	});

	it('begin with how it is', () => {
		expect(answersFor({ kind: 'counted', portions: 4 }, null)).toMatchObject({ choice: 'counted', portions: 4 });
		expect(answersFor({ kind: 'sold_out', until: null }, 'v')).toMatchObject({ choice: 'sold_out', variant_id: 'v' });
	});
});

it('a dish is found by any of its words', () => {
	const dishes = [{ name: 'Masala Dosa' }, { name: 'Plain Dosa' }] as Dish[];
	expect(findDishes(dishes, 'dosa ma').map(({ name }) => name)).toEqual(['Masala Dosa']);
	expect(findDishes(dishes, ' ')).toHaveLength(2);
});
