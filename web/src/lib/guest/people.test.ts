import { expect, it } from 'vitest';
import type { Bill, Guest } from '$lib/api/types';
import { actorName, nameOf, partsOf } from './people';

const guests = [{ id: 'g1' }, { id: 'g2', name: 'Asha' }, { id: 'g3' }] as Guest[];
const me = new Set(['g3']);
const inr = (amount: number) => ({ amount, currency: 'INR' });
const line = (name: string, guest_id: string | null, amount: number) =>
	({ name, amount: inr(amount), by: guest_id ? { kind: 'guest', guest_id } : { kind: 'staff' } }) as Bill['lines'][number];

it('people are called by their name, else by when they came, and the reader is "you"', () => {
	expect(nameOf('g1', guests, me)).toBe('Guest 1');
	expect(nameOf('g2', guests, me)).toBe('Asha');
	expect(nameOf('g3', guests, me)).toBe('You');
	expect(actorName({ kind: 'staff' }, guests, me)).toBe('The staff');
	expect(actorName({ kind: 'guest', guest_id: 'left', name: 'Ravi' }, guests, me)).toBe('Ravi');
});

it('a bill is grouped by who ordered, with each one’s sum, mine first', () => {
	const parts = partsOf([line('Dal', 'g2', 100), line('Naan', 'g3', 50), line('Lassi', null, 80), line('Roti', 'g2', 20)], guests, me);
	expect(parts.map(({ name, sum, lines }) => [name, sum.amount, lines.length])).toEqual([
		['You', 50, 1],
		['Asha', 120, 2],
		['The staff', 80, 1],
	]);
});

it('a phone that signed in again still knows its earlier dishes', () => {
	const parts = partsOf([line('Dal', 'g1', 100), line('Naan', 'g3', 50)], guests, new Set(['g1', 'g3']));
	expect(parts).toHaveLength(1);
});
