import { expect, it } from 'vitest';
import type { Item } from '$lib/outbox/queue';
import { refusalOf, unlessOld } from './round';

const item = { key: 'a', kind: 'order', path: 'tab/orders', body: {}, at: 0, state: 'waiting' } satisfies Item;
const send = () => Promise.resolve('sent');

it('an order that waited for half an hour is not sent unasked', async () => {
	await expect(unlessOld(send, () => 29 * 60_000)(item)).resolves.toBe('sent');
	await expect(unlessOld(send, () => 30 * 60_000)(item)).rejects.toMatchObject({ problem: { code: 'waited_too_long' } });
});

it('an order is refused once somebody has said why', () => {
	const refused = { title: 'no', status: 422, code: 'sold_out' };
	expect(refusalOf({ state: { refused } })).toBe(refused);
	expect(refusalOf({ state: 'waiting' })).toBeNull();
});
