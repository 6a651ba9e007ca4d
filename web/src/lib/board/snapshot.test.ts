import { describe, expect, it } from 'vitest';
import type { Order, ServiceRequest, Tab } from '$lib/api/types';
import { fromSnapshot, ticketsIn, versionsOf, withoutTabs, withTab } from './snapshot';

const inr = { amount: 0, currency: 'INR' };
const order = (id: string, status: Order['status'], placed_at: string): Order => ({
	id,
	tab_id: 'a',
	number: 1,
	status,
	placed_at,
	lines: [],
	total: inr,
});
const tab = (id: string, version: number, orders: Order[] = []): Tab => ({
	id,
	version,
	status: 'open',
	settled: false,
	channel: 'dine_in',
	tables: [{ id: `table-${id}`, name: id }],
	guests: [],
	orders,
	bill: { lines: [], taxes: [], total: inr, paid: inr, balance: inr },
	payments: [],
	service_requests: [],
});
const request = (id: string, tab_id: string | null): ServiceRequest => ({
	id,
	tab_id,
	kind: 'waiter',
	status: 'open',
});

const later = order('2', 'placed', '2026-01-01T10:05:00Z');
const earlier = order('1', 'placed', '2026-01-01T10:00:00Z');
const shown = fromSnapshot({
	server_time: '',
	tabs: [tab('a', 3), tab('b', 1)],
	orders: [later, earlier, order('3', 'served', '2026-01-01T09:00:00Z')],
	service_requests: [request('r', 'a'), request('help', null)],
});

describe('the board', () => {
	it('shows live orders by column, the longest waiting first', () => {
		expect(ticketsIn(shown, 'incoming').map((ticket) => ticket.order.id)).toEqual(['1', '2']);
		expect(ticketsIn(shown, 'ready')).toEqual([]);
		expect(versionsOf(shown).get('a')).toBe(3);
	});

	it('replaces one tab with its orders and requests, and leaves the others', () => {
		const next = withTab(shown, { ...tab('a', 4, [later]), service_requests: [] });
		expect(ticketsIn(next, 'incoming').map((ticket) => ticket.order.id)).toEqual(['2']);
		expect(next.requests.map(({ id }) => id)).toEqual(['help']);
		expect(versionsOf(next)).toEqual(
			new Map([
				['a', 4],
				['b', 1],
			]),
		);
	});

	it('drops a tab that was closed, with its requests', () => {
		expect(withTab(shown, { ...tab('a', 5), status: 'closed' }).tabs.has('a')).toBe(false);
		const next = withoutTabs(shown, ['a']);
		expect([...next.tabs.keys()]).toEqual(['b']);
		expect(next.requests.map(({ id }) => id)).toEqual(['help']);
	});
});
