import { describe, expect, it } from 'vitest';
import type { PastOrder, Query } from '$lib/api/manage';
import { narrowedOrders } from './narrow';

const order = (number: number, channel: string, tables: string[]) => ({ number, channel, tables }) as PastOrder;
const page = [order(1, 'dine_in', ['G1']), order(2, 'parcel', []), order(3, 'dine_in', ['G10', 'G2'])];

describe('orders of one kind or table', () => {
	const numbers = async (query: Query) => {
		const asked: Query[] = [];
		const found = await narrowedOrders(query, async (server) => {
			asked.push(server);
			return { items: page, next_cursor: 'next' };
		});
		return { numbers: found.items.map((one) => one.number), asked: asked[0], cursor: found.next_cursor };
	};

	it('are looked for in the pages of the server, which hears the other filters', async () => {
		expect(await numbers({ q: 'dosa', channel: 'parcel' })).toEqual({ numbers: [2], asked: { q: 'dosa' }, cursor: 'next' });
	});

	it('are of exactly that table', async () => {
		expect((await numbers({ table: 'G1' })).numbers).toEqual([1]);
		expect((await numbers({ table: 'G2' })).numbers).toEqual([3]);
	});
});
