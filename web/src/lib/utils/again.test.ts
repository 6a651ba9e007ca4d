import { expect, it } from 'vitest';
import type { Dish, Line } from '$lib/api/types';
import { orderAgain } from './again';

const option = (id: string, available = true) => ({ id, name: id, available });
const dosa = {
	id: 'dosa',
	name: 'Dosa',
	available: true,
	variants: [{ id: 'large', name: 'Large' }],
	option_groups: [{ id: 'dip', name: 'Dip', min: 1, max: 2, options: [option('mint'), option('mango', false)] }],
} as unknown as Dish;
const chai = { id: 'chai', name: 'Chai', available: true, variants: [], option_groups: [] } as unknown as Dish;
const dishes = new Map([
	['dosa', dosa],
	['chai', chai],
]);
const line = (over: object) => ({ name: 'Chai', dish_id: 'chai', quantity: 2, status: 'served', options: [], ...over }) as unknown as Line;
const large = { name: 'Dosa', dish_id: 'dosa', quantity: 1, variant: { id: 'large', name: 'Large' }, note: 'crisp' };
const dip = (option_id: string) => ({ group_id: 'dip', option_id, name: option_id, quantity: 1 });

it('an order is asked for again as it was', () => {
	expect(orderAgain([line({}), line({ ...large, options: [dip('mint')] })], dishes, [])).toEqual({
		lines: [
			{ dish_id: 'chai', quantity: 2 },
			{
				dish_id: 'dosa',
				variant_id: 'large',
				options: [{ group_id: 'dip', option_id: 'mint' }],
				quantity: 1,
				note: 'crisp',
			},
		],
		missing: [],
	});
});

it('what is sold out, gone, or can no longer be chosen is named', () => {
	const soldOut = [{ dish_id: 'chai', status: 'sold_out' as const }];
	const lines = [line({}), line({ name: 'Vada', dish_id: 'gone' }), line({ ...large, options: [dip('mango')] })];
	expect(orderAgain(lines, dishes, soldOut)).toEqual({ lines: [], missing: ['Chai', 'Vada', 'Dosa'] });
});

it('a dish that asks for more choices than before is not ordered without them', () => {
	expect(orderAgain([line({ ...large, options: [] })], dishes, []).missing).toEqual(['Dosa']);
	expect(orderAgain([line({ ...large, variant: { id: 'small', name: 'Small' } })], dishes, []).missing).toEqual(['Dosa']);
});

it('what was struck off is left out', () => {
	expect(orderAgain([line({ status: 'voided' })], dishes, [])).toEqual({ lines: [], missing: [] });
});
