import { expect, it } from 'vitest';
import { attemptFor } from './attempt';

const order = { lines: [{ dish_id: 'thali', quantity: 1 }], expected_total: { amount: 1, currency: 'INR' } };
const pending = { key: 'first', order };

it('a retry sends the same key and the same body', () => {
	const requoted = { ...order, expected_total: { amount: 2, currency: 'INR' } };
	expect(attemptFor(requoted, pending, () => 'second')).toBe(pending);
});

it('another cart, or an answered order, is a new attempt', () => {
	const other = { lines: [{ dish_id: 'thali', quantity: 2 }] };
	expect(attemptFor(other, pending, () => 'second')).toEqual({ key: 'second', order: other });
	expect(attemptFor(order, null, () => 'second')).toEqual({ key: 'second', order });
});
