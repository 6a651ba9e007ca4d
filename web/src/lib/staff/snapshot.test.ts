import { describe, expect, it } from 'vitest';
import type { Line, Order, ServiceRequest, Tab, TabSummary } from '$lib/api/types';
import {
	fromSnapshot,
	mergeSnapshots,
	nothing,
	outdated,
	parcelsOf,
	versionsOf,
	wantsLoad,
	withOrder,
	withoutTabs,
	withTab,
	type OrderEvent,
	type Shown,
} from './snapshot';

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
const ordersOf = (shown: Shown, tab: string) => shown.tabs.get(tab)?.orders.map(({ id }) => id);
const heard = (version: number, data: Order): OrderEvent => ({
	id: 'e',
	type: 'order.updated',
	restaurant_id: 'r',
	tab_id: data.tab_id,
	version,
	at: '',
	data,
});

describe('the board', () => {
	it('knows the open tabs, their versions and their orders', () => {
		expect(ordersOf(shown, 'a')).toEqual(['2', '1']);
		expect(versionsOf(shown).get('a')).toBe(3);
		expect(parcelsOf(shown).map(({ id }) => id)).toEqual(['p']);
	});

	it('replaces one tab with its orders and requests, and leaves the others', () => {
		const next = withTab(shown, tab('a', 4, [later]));
		expect(ordersOf(next, 'a')).toEqual(['2']);
		expect(next.requests.map(({ id }) => id)).toEqual(['help']);
		expect([...versionsOf(next).values()]).toEqual([4, 1, 1]);
	});

	it('keeps the details of a tab through a new snapshot and knows when they are old', () => {
		const looked = withTab(shown, tab('a', 3));
		expect(outdated(fromSnapshot(snapshot, looked))).toEqual([]);
		expect(fromSnapshot(snapshot, looked).tabs.get('a')).toBe(looked.tabs.get('a'));
		const newer = { ...snapshot, tabs: [summary('a', 5)] };
		expect(outdated(fromSnapshot(newer, looked))).toEqual(['a']);
	});

	it('drops a tab that was closed, with its requests', () => {
		expect(withTab(shown, { ...tab('a', 5), status: 'closed' }).tabs.has('a')).toBe(false);
		const next = withoutTabs(shown, ['a']);
		expect([...next.tabs.keys()]).toEqual(['b', 'p']);
		expect(next.requests.map(({ id }) => id)).toEqual(['help']);
	});

	it('ignores an answer that was overtaken by the live channel', () => {
		expect(withTab(shown, tab('a', 2))).toBe(shown);
	});
});

describe('an order from the live channel', () => {
	const third = order('3', 'placed', '2026-01-01T10:10:00Z');

	it('is shown at once, and the tab is as new as the event where nothing is missing', () => {
		const next = withOrder(shown, heard(4, third));
		expect(ordersOf(next, 'a')).toEqual(['2', '1', '3']);
		expect(next.tabs.get('a')?.version).toBe(4);
		expect(next.tabs.get('b')).toBe(shown.tabs.get('b'));
		expect(wantsLoad(next, 'a', 4)).toBe(false);
	});

	it('is shown past a gap too, and the tab stays behind until it is loaded', () => {
		const next = withOrder(shown, heard(6, third));
		expect(ordersOf(next, 'a')).toContain('3');
		expect(next.tabs.get('a')?.version).toBe(3);
		expect(wantsLoad(next, 'a', 6)).toBe(true);
	});

	it('replaces what was known of it, also with the second event of one commit', () => {
		const accepted = withOrder(shown, heard(4, { ...later, status: 'accepted' }));
		const again = withOrder(accepted, heard(4, { ...later, status: 'preparing' }));
		expect(again.tabs.get('a')?.orders.map(({ status }) => status)).toEqual(['placed', 'preparing']);
		expect(again.tabs.get('a')?.version).toBe(4);
	});

	it('changes nothing when it is older than the screen', () => {
		expect(withOrder(shown, heard(2, third))).toBe(shown);
	});

	it('of a tab nobody knew is shown and asks for the tab', () => {
		const next = withOrder(shown, heard(2, { ...third, tab_id: 'new' }));
		expect(ordersOf(next, 'new')).toEqual(['3']);
		expect(versionsOf(next).get('new')).toBe(0);
		expect(wantsLoad(next, 'new', 2)).toBe(true);
	});

	it('asks for the details of a tab that somebody looks into', () => {
		const next = withOrder(withTab(shown, tab('a', 3)), heard(4, third));
		expect(wantsLoad(next, 'a', 4)).toBe(true);
		expect(outdated(next)).toEqual(['a']);
	});
});

it('the snapshots of two stations are that of the restaurant, at the older version of each tab', () => {
	const bar = { ...snapshot, orders: [{ ...later, lines: [line('bar')] }] };
	const tandoor = { ...bar, tabs: [summary('a', 4)], orders: [{ ...later, lines: [line('tandoor')] }, earlier] };
	const { tabs, orders } = mergeSnapshots([bar, tandoor]);
	expect(tabs.map(({ version }) => version)).toEqual([3]);
	expect(orders.map(({ lines }) => lines.length)).toEqual([2, 2]);
});
