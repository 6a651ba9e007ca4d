import { describe, expect, it } from 'vitest';
import { checklist, type Found } from './checklist';

const empty: Found = { menu: { version: 0, categories: [] }, tables: [], people: [], printed: false };
const done = (found: Partial<Found>) =>
	checklist({ ...empty, ...found })
		.filter((item) => item.done)
		.map((item) => item.step);

describe('the checklist of a new restaurant', () => {
	it('has everything left to do at first', () => {
		expect(done({})).toEqual([]);
	});

	it('does not take a category without dishes for a menu', () => {
		expect(done({ menu: { version: 1, categories: [{ id: 'c', name: 'Soups', dishes: [] }] } })).toEqual([]);
	});

	it('asks for staff until somebody beside the first manager is there', () => {
		const meera = { id: '1', name: 'Meera', role: 'manager' };
		expect(done({ people: [meera] })).toEqual([]);
		expect(done({ people: [meera, { id: '2', name: 'Karan', role: 'staff' }] })).toEqual(['staff']);
	});
});
