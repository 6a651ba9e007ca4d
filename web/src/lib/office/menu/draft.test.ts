import { describe, expect, it } from 'vitest';
import type { DraftDish } from '$lib/api/manage';
import type { Dish, Menu } from '$lib/api/types';
import { isPublished, search, unpublished } from './draft';

const dish = (id: string, change: Partial<DraftDish> = {}): DraftDish => ({
	id,
	name: `Dish ${id}`,
	price: 9900,
	diet: 'veg',
	tax_class: 'gst5',
	station: 'kitchen',
	prep_minutes: 15,
	available: true,
	...change,
});
const draft = (dishes: DraftDish[], name = 'Soups') => ({ categories: [{ id: 'c', name, dishes }] });
const money = (amount: number) => ({ amount, currency: 'INR' });
const shown = ({ id, name, price, diet, variants = [] }: DraftDish): Dish => ({
	id,
	name,
	diet,
	price: money(price),
	available: true,
	prep_minutes: 15,
	variants: variants.map((variant) => ({ ...variant, price: money(variant.price) })),
	option_groups: [],
});
const published = (dishes: DraftDish[]): Menu => ({
	version: 1,
	categories: [{ id: 'c', name: 'Soups', dishes: dishes.map(shown) }],
});

describe('the draft beside the published menu', () => {
	it('is published when guests see the same', () => {
		const both = [dish('a'), dish('b', { variants: [{ id: 'v', name: 'Half', price: 5000 }] })];
		expect(isPublished(unpublished(draft(both), published(both)))).toBe(true);
	});

	it('counts what is new, gone, and different', () => {
		const after = [dish('a', { price: 10900 }), dish('c')];
		expect(unpublished(draft(after), published([dish('a'), dish('b')]))).toEqual({ added: 1, removed: 1, changed: 1 });
	});

	it('sees another variant’s price and another category', () => {
		const half = (price: number) => dish('a', { variants: [{ id: 'v', name: 'Half', price }] });
		expect(unpublished(draft([half(6000)]), published([half(5000)])).changed).toBe(1);
		expect(unpublished(draft([dish('a')], 'Starters'), published([dish('a')])).changed).toBe(1);
	});
});

describe('the search in the menu', () => {
	const menu = draft([dish('a', { name: 'Crème of Tomato' }), dish('b', { name: 'Seekh', station: 'tandoor' })]);
	const found = (text: string) => search(menu, text).flatMap(({ dishes }) => dishes.map(({ id }) => id));

	it('finds all words in any order, without accents', () => {
		expect(found('tomato creme')).toEqual(['a']);
	});

	it('finds by station and category', () => {
		expect(found('tandoor')).toEqual(['b']);
		expect(found('soups')).toEqual(['a', 'b']);
	});

	it('leaves out categories without a match', () => {
		expect(search(menu, 'pizza')).toEqual([]);
	});
});
