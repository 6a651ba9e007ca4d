import { expect, it } from 'vitest';
import type { Category, Dish } from '$lib/api/types';
import { distance, indexOf, search, wordsOf } from './search';

const dish = (name: string, description = '') => ({ id: name, name, description }) as Dish;
const menu = [
	{ name: 'Starters', dishes: [dish('Paneer Tikka', 'Smoked over charcoal'), dish('Masala Papad'), dish('Tikka Platter')] },
	{ name: 'Mains', dishes: [dish('Palak Paneer'), dish('Butter Chicken', 'With paneer crumbs'), dish('Crème Brûlée'), dish('पनीर टिक्का')] },
] as Category[];
const found = (query: string) => search(indexOf(menu), query).map(({ name }) => name);

it('nothing typed finds nothing', () => {
	expect(found('')).toEqual([]);
	expect(found(' -, ')).toEqual([]);
});

it('the beginning of a word is enough, and names come before descriptions', () => {
	expect(found('pan')).toEqual(['Paneer Tikka', 'Palak Paneer', 'Butter Chicken']);
});

it('every word must be there, in any order', () => {
	expect(found('tikka paneer')).toEqual(['Paneer Tikka']);
	expect(found('paneer pizza')).toEqual([]);
});

it('one wrong letter is forgiven in short words, two in long ones, and none in the shortest', () => {
	expect(found('panner')).toEqual(['Paneer Tikka', 'Palak Paneer', 'Butter Chicken']);
	expect(found('tkika')[0]).toBe('Paneer Tikka');
	expect(found('chikcen')).toEqual(['Butter Chicken']);
	expect(found('chiccenn')).toEqual(['Butter Chicken']);
	expect(found('pxn')).toEqual([]);
});

it('what is typed right comes before what is typed nearly right', () => {
	const near = [{ name: 'A', dishes: [dish('Dali'), dish('Dal')] }] as Category[];
	expect(search(indexOf(near), 'dal').map(({ name }) => name)).toEqual(['Dal', 'Dali']);
});

it('accents do not matter, vowel signs of Hindi do', () => {
	expect(found('creme brulee')).toEqual(['Crème Brûlée']);
	expect(found('पनीर')).toEqual(['पनीर टिक्का']);
	expect(wordsOf('पनीर')).toEqual(['पनीर']);
	expect(wordsOf('شَاي')).toEqual(wordsOf('شاي'));
});

it('a category is found by its name', () => {
	expect(found('starters')).toEqual(['Paneer Tikka', 'Masala Papad', 'Tikka Platter']);
});

it('the distance of two words counts swapped neighbours once and stops where it is too far', () => {
	expect(distance('naan', 'nana', 2)).toBe(1);
	expect(distance('dosa', 'dos', 1)).toBe(1);
	expect(distance('idli', 'vada', 2)).toBe(Infinity);
	expect(distance('a', 'abcd', 2)).toBe(Infinity);
});
