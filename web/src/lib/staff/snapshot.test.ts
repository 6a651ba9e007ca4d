import { describe, expect, it } from 'vitest';
import type { Line, Order, ServiceRequest, Tab, TabSummary } from '$lib/api/types';
import { fromSnapshot, nothing, outdated, parcelsOf, ticketsIn, versionsOf, withoutTabs, withTab } from './snapshot';

const inr = { amount: 0, currency: 'INR' };
const guest = { kind: 'guest' };
const line = (station: string): Line => ({
	id: station,
	dish_id: 'd',
	name: 'Dish',
	diet: 'veg',
	options: [],
	quantity: 1,
	unit_price: inr,
	amount: inr,
	station,
	status: 'queued',
	promised_at: '2026-01-01T10:30:00Z',
});
const order = (id: string, status: Order['status'], placed_at: string): Order => ({
	id,
	tab_id: 'a',
	number: 1,
	status,
	channel: 'dine_in',
	tables: ['A'],
	by: guest,
	placed_at,
	lines: [line('bar'), line('tandoor')],
	total: inr,
});
const summary = (id: string, version: number): TabSummary => ({
	id,
	version,
	status: 'open',
	settled: false,
	channel: 'dine_in',
	tables: [{ id: `table-${id}`, name: id }],
	opened_at: '2026-01-01T09:00:00Z',
	guest_count: 1,
	live_order_count: 1,
	total: inr,
	balance: inr,
	pin: '0000',
});
const bill = {
	lines: [],
	subtotal: inr,
	discounts: [],
	service_charge: inr,
	taxes: [],
	round_off: inr,
	tip: inr,
	total: inr,
	paid: inr,
	balance: inr,
};
const tab = (id: string, version: number, orders: Order[] = []): Tab => ({
	...summary(id, version),
	guests: [],
	orders,
	bill,
	payments: [],
	service_requests: [],
});
const request = (id: string, tab_id: string | null): ServiceRequest => ({
	id,
	tab_id,
	kind: 'waiter',
	status: 'open',
	tables: ['A'],
	by: guest,
	at: '2026-01-01T10:00:00Z',
});

const later = order('2', 'placed', '2026-01-01T10:05:00Z');
const earlier = order('1', 'placed', '2026-01-01T10:00:00Z');
const snapshot = {
	server_time: '',
	tabs: [summary('a', 3), summary('b', 1), { ...summary('p', 1), channel: 'parcel' as const, tables: [] }],
	orders: [later, earlier],
	service_requests: [request('r', 'a'), request('help', null)],
};
const shown = fromSnapshot(snapshot, nothing);
const ids = (orders: Order[]) => orders.map(({ id }) => id);

describe('the board', () => {
	it('shows live orders by column, the longest waiting first', () => {
		expect(ids(ticketsIn(shown, 'incoming'))).toEqual(['1', '2']);
		expect(ticketsIn(shown, 'ready')).toEqual([]);
		expect(versionsOf(shown).get('a')).toBe(3);
		expect(parcelsOf(shown).map(({ id }) => id)).toEqual(['p']);
	});

	it('shows a station its own lines alone', () => {
		const [ticket] = ticketsIn(shown, 'incoming', 'bar');
		expect(ticket?.lines.map(({ station }) => station)).toEqual(['bar']);
		expect(ticketsIn(shown, 'incoming', 'grill')).toEqual([]);
	});

	it('replaces one tab with its orders and requests, and leaves the others', () => {
		const next = withTab(shown, tab('a', 4, [later]));
		expect(ids(ticketsIn(next, 'incoming'))).toEqual(['2']);
		expect(next.requests.map(({ id }) => id)).toEqual(['help']);
		expect([...versionsOf(next).values()]).toEqual([4, 1, 1]);
	});

	it('keeps the details of a tab through a new snapshot and knows when they are old', () => {
		const looked = withTab(shown, tab('a', 3));
		expect(outdated(fromSnapshot(snapshot, looked))).toEqual([]);
		const newer = { ...snapshot, tabs: [summary('a', 5)] };
		expect(outdated(fromSnapshot(newer, looked))).toEqual(['a']);
	});

	it('drops a tab that was closed, with its requests', () => {
		expect(withTab(shown, { ...tab('a', 5), status: 'closed' }).tabs.has('a')).toBe(false);
		const next = withoutTabs(shown, ['a']);
		expect([...next.tabs.keys()]).toEqual(['b', 'p']);
		expect(next.requests.map(({ id }) => id)).toEqual(['help']);
	});
});
