import { describe, expect, it } from 'vitest';
import type { Dish } from '$lib/api/types';
import { addLine, countOf, countsByDish, listTotal, MAX_QUANTITY, onMenu, setDishQuantity, setQuantity, soldOutLines } from './cart';
import { chosenNames, emptyChoice, listPrice, toggle, toLine, unmetGroup } from './choices';
import { isAvailable, withAvailability } from './menu';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const thali: Dish = {
	id: 'thali',
	name: 'Thali',
	price: inr(20000),
	diet: 'veg',
	prep_minutes: 10,
	available: true,
	variants: [
		{ id: 'small', name: 'Small', price: inr(20000) },
		{ id: 'large', name: 'Large', price: inr(30000) },
	],
	option_groups: [
		{
			id: 'bread',
			name: 'Bread',
			min: 1,
			max: 2,
			free: 1,
			options: [
				{ id: 'roti', name: 'Roti', price: inr(2000), available: true },
				{ id: 'naan', name: 'Naan', price: inr(5000), available: true },
			],
		},
	],
};
const bread = thali.option_groups[0]!;
const dishes = new Map([[thali.id, thali]]);

describe('a choice', () => {
	it('cannot be ordered before every group has what it asks for', () => {
		const choice = emptyChoice(thali);
		expect(unmetGroup(thali, choice)).toBe(bread);
		expect(unmetGroup(thali, toggle(choice, bread, 'roti'))).toBeNull();
	});

	it('holds no more than the group takes, and a single choice is replaced', () => {
		const both = toggle(toggle(emptyChoice(thali), bread, 'roti'), bread, 'naan');
		expect(both.options.bread).toEqual(['roti', 'naan']);
		expect(toggle(both, bread, 'roti').options.bread).toEqual(['naan']);
		const single = { ...bread, max: 1 };
		const replaced = toggle(toggle(emptyChoice(thali), single, 'roti'), single, 'naan');
		expect(replaced.options.bread).toEqual(['naan']);
	});

	it('costs its variant and the options beyond the free ones, of which the dearest are free', () => {
		const both = toggle(toggle(emptyChoice(thali), bread, 'roti'), bread, 'naan');
		const line = toLine(thali, { ...both, variant_id: 'large', quantity: 2, note: ' hot ' });
		expect(listPrice(thali, line)).toEqual(inr(64000));
		expect(line.note).toBe('hot');
		expect(chosenNames(thali, line)).toEqual(['Large', 'Roti', 'Naan']);
	});
});

describe('a cart', () => {
	const line = { dish_id: 'thali', variant_id: 'small', quantity: 1 };

	it('adds the same thing to the line it has', () => {
		const cart = addLine(addLine([], line), { ...line, quantity: 2 });
		expect(cart).toEqual([{ ...line, quantity: 3 }]);
		expect(addLine(cart, { ...line, note: 'no onion' })).toHaveLength(2);
	});

	it('counts, adds up and empties', () => {
		const cart = addLine([line], { ...line, variant_id: 'large' });
		expect(countOf(cart)).toBe(2);
		expect(listTotal(cart, dishes)).toEqual(inr(50000));
		expect(setQuantity(cart, 0, 0)).toHaveLength(1);
		expect(setQuantity(cart, 0, 999)[0]?.quantity).toBe(MAX_QUANTITY);
		expect(listTotal([], dishes)).toBeNull();
	});

	it('forgets what the menu no longer has', () => {
		expect(onMenu([line, { ...line, dish_id: 'gone' }], dishes)).toEqual([line]);
	});
});

describe('a dish without choices', () => {
	const chai = (quantity: number, note?: string) => ({ dish_id: 'chai', quantity, ...(note ? { note } : {}) });

	it('is counted over all its lines, and stepped in the one without a note', () => {
		const cart = [chai(1, 'strong'), chai(2)];
		expect(countsByDish(cart).get('chai')).toBe(3);
		expect(setDishQuantity(cart, 'chai', 4)).toEqual([chai(1, 'strong'), chai(3)]);
		expect(setDishQuantity(cart, 'chai', 1)).toEqual([chai(1, 'strong')]);
		expect(setDishQuantity([chai(1, 'strong')], 'chai', 0)).toEqual([]);
	});

	it('comes in with its first and needs no line to be taken out', () => {
		expect(setDishQuantity([], 'chai', 1)).toEqual([chai(1)]);
		expect(setDishQuantity([], 'chai', 0)).toEqual([]);
	});
});

it('the lines of a cart that are sold out are found by dish and by variant', () => {
	const cart = [{ dish_id: 'thali', variant_id: 'small', quantity: 1 }, { dish_id: 'thali', variant_id: 'large', quantity: 1 }];
	expect(soldOutLines(cart, dishes, [{ dish_id: 'thali', variant_id: 'large', status: 'sold_out' }])).toEqual([1]);
	expect(soldOutLines(cart, dishes, [{ dish_id: 'thali', status: 'sold_out' }])).toEqual([0, 1]);
});

describe('availability', () => {
	it('is what was heard last, for the dish or for one variant', () => {
		const out = withAvailability([], { dish_id: 'thali', variant_id: 'large', status: 'sold_out' });
		expect(isAvailable(thali, out)).toBe(true);
		expect(isAvailable(thali, out, 'large')).toBe(false);
		const all = withAvailability(out, { dish_id: 'thali', variant_id: null, status: 'sold_out' });
		expect(isAvailable(thali, all, 'small')).toBe(false);
		const back = withAvailability(all, { dish_id: 'thali', status: 'available' });
		expect(isAvailable(thali, back, 'small')).toBe(true);
	});
});
