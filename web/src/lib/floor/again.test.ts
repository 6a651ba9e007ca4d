import { expect, it } from 'vitest';
import type { Dish, Line } from '$lib/api/types';
import { againOf } from './again';

const line = (dish_id: string, over: Partial<Line> = {}): Line =>
	({ dish_id, variant: null, options: [], quantity: 2, note: null, status: 'served', ...over }) as Line;
const dishes = new Map([['dosa', { id: 'dosa', available: true } as Dish]]);

it('an order is asked for again with its sizes, options and notes', () => {
	const whole = line('dosa', {
		variant: { id: 'half', name: 'Half' },
		options: [{ group_id: 'g', option_id: 'hot', quantity: 1, name: 'Hot', price: { amount: 0, currency: 'INR' } }],
		note: 'no salt',
	});
	expect(againOf({ lines: [whole] }, dishes, [])).toEqual([
		{
			dish_id: 'dosa',
			variant_id: 'half',
			options: [{ group_id: 'g', option_id: 'hot', quantity: 1 }],
			quantity: 2,
			note: 'no salt',
		},
	]);
});

it('what was voided, left the menu or is sold out is not asked for', () => {
	const lines = [line('dosa', { status: 'voided' }), line('gone')];
	expect(againOf({ lines }, dishes, [])).toEqual([]);
	const soldOut = [{ dish_id: 'dosa', status: 'sold_out' as const }];
	expect(againOf({ lines: [line('dosa')] }, dishes, soldOut)).toEqual([]);
});
