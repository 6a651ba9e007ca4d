import { expect, it } from 'vitest';
import type { Dish } from '$lib/api/types';
import { countOrdered, rank, readQuery, search } from './quick';

const dish = (name: string): Dish => ({ id: name, name }) as Dish;
const names = (text: string, menu: string[], ordered = new Map<string, number>()) =>
	search(menu.map(dish), text, ordered).map(({ name }) => name);
const MENU = ['Dal Makhani', 'Masala Dosa', 'Masala Dosa Butter', 'Mysore Dosa', 'Crème Brûlée', 'Chicken 65'];

it.each([
	['md', { quantity: 1, text: 'md' }],
	['3 md', { quantity: 3, text: 'md' }],
	['3x md', { quantity: 3, text: 'md' }],
	['3xmd', { quantity: 3, text: 'md' }],
	['md 12', { quantity: 12, text: 'md' }],
	['0 md', { quantity: 1, text: 'md' }],
	['7up', { quantity: 1, text: '7up' }],
	['  masala dosa ', { quantity: 1, text: 'masala dosa' }],
	['', { quantity: 1, text: '' }],
])('%j is read as %j', (typed, query) => expect(readQuery(typed)).toEqual(query));

it.each([
	['chicken 65', { quantity: 1, text: 'chicken 65' }],
	['3 chicken 65', { quantity: 3, text: 'chicken 65' }],
	['chicken 6', { quantity: 6, text: 'chicken' }],
	['dosa 12', { quantity: 12, text: 'dosa' }],
])('%j is read as %j where the menu has Chicken 65', (typed, query) => expect(readQuery(typed, MENU.map(dish))).toEqual(query));

it('two letters find a dish by its initials', () => {
	expect(names('md', MENU)).toEqual(['Masala Dosa', 'Masala Dosa Butter', 'Mysore Dosa']);
});

it('the beginning of a name comes before initials and parts of other words', () => {
	expect(names('ma', MENU)).toEqual(['Masala Dosa', 'Masala Dosa Butter', 'Dal Makhani']);
});

it('words may come in any order and without accents', () => {
	expect(names('dosa mas', MENU)).toEqual(['Masala Dosa', 'Masala Dosa Butter']);
	expect(names('brulee', MENU)).toEqual(['Crème Brûlée']);
});

it('what fits nowhere is not found, and nothing typed finds all', () => {
	expect(rank('Masala Dosa', 'pizza')).toBeNull();
	expect(names('', MENU)).toEqual(MENU);
});

it('of equal matches the one ordered most tonight is first', () => {
	const tonight = countOrdered([{ lines: [{ dish_id: 'Mysore Dosa', quantity: 4 }] }]);
	expect(names('md', MENU, tonight)[0]).toBe('Mysore Dosa');
});
