import { expect, it } from 'vitest';
import type { Category, Diet, Dish } from '$lib/api/types';
import { allergensOf, dietsOf, EVERYTHING, fits, settingsOf, toggled } from './filter';

const dish = (diet: Diet, ...allergens: string[]) => ({ diet, allergens }) as Dish;
const menu = [{ dishes: [dish('non-veg', 'milk', 'egg'), dish('vegan')] }, { dishes: [dish('veg', 'milk')] }] as Category[];

it('without a setting every dish fits', () => {
	expect(fits(dish('non-veg', 'milk'), EVERYTHING)).toBe(true);
	expect(settingsOf(EVERYTHING)).toBe(0);
});

it('vegetarian takes in vegan, and not the other way round', () => {
	expect(fits(dish('vegan'), { diets: ['veg'], without: [] })).toBe(true);
	expect(fits(dish('veg'), { diets: ['vegan'], without: [] })).toBe(false);
	expect(fits(dish('egg'), { diets: ['veg', 'egg'], without: [] })).toBe(true);
});

it('a dish with one of the unwanted allergens does not fit', () => {
	expect(fits(dish('veg', 'nuts', 'milk'), { diets: [], without: ['milk'] })).toBe(false);
	expect(fits({ diet: 'veg' } as Dish, { diets: ['veg'], without: ['milk'] })).toBe(true);
});

it('only what the menu has is offered', () => {
	expect(dietsOf(menu)).toEqual(['veg', 'vegan', 'non-veg']);
	expect(allergensOf(menu)).toEqual(['egg', 'milk']);
});

it('pressing again takes back', () => {
	expect(toggled(toggled<Diet>([], 'veg'), 'egg')).toEqual(['veg', 'egg']);
	expect(toggled<Diet>(['veg', 'egg'], 'veg')).toEqual(['egg']);
});
