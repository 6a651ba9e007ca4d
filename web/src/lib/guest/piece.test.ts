import { expect, it } from 'vitest';
import type { Category, Dish } from '$lib/api/types';
import { firstDishes } from './piece';

const menu = [
	{ id: 'a', dishes: [{ id: '1' }, { id: '2' }] as Dish[] },
	{ id: 'b', dishes: [{ id: '3' }, { id: '4' }] as Dish[] },
] as Category[];
const shape = (count: number) => firstDishes(menu, count).map(({ id, dishes }) => id + dishes.length);

it('a menu is drawn dish by dish under its headings', () => {
	expect(shape(0)).toEqual([]);
	expect(shape(1)).toEqual(['a1']);
	expect(shape(2)).toEqual(['a2']);
	expect(shape(3)).toEqual(['a2', 'b1']);
	expect(shape(99)).toEqual(['a2', 'b2']);
});

it('a category that is whole is the menu’s own', () => {
	expect(firstDishes(menu, 3)[0]).toBe(menu[0]);
});
