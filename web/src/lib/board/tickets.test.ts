import { describe, expect, it } from 'vitest';
import type { Line, LineStatus, Order, OrderStatus } from '$lib/api/types';
import { nothing, type OpenTab, type Shown } from '$lib/staff/snapshot';
import { pendingOf, type Step } from '$lib/staff/steps';
import { ageOf } from './age';
import { allDay } from './allday';
import { chooseStation, EVERY } from './station';
import { bumpOf, columnsOf } from './tickets';

const none = pendingOf([]);
const line = (id: string, station: string, status: LineStatus = 'queued', more: Partial<Line> = {}) =>
	({ id, dish_id: 'dosa', name: 'Masala Dosa', quantity: 1, station, status, promised_at: '2026-01-01T10:20:00Z', ...more }) as Line;
const order = (id: string, status: OrderStatus, placed_at: string, ...lines: Line[]) =>
	({ id, number: Number(id), tab_id: 't', status, placed_at, tables: ['4'], lines }) as Order;
const shownWith = (...orders: Order[]): Shown => ({ ...nothing, tabs: new Map([['t', { orders } as unknown as OpenTab]]) });
const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);
const advance = (line_id: string): Step => ({ kind: 'advance', tab_id: 't', line_id, to: 'preparing' });

const late = order('2', 'placed', '2026-01-01T10:05:00Z', line('c', 'bar'));
const mixed = order('1', 'preparing', '2026-01-01T10:00:00Z', line('a', 'bar', 'ready'), line('b', 'tandoor', 'preparing'));

describe('the columns', () => {
	it('hold live orders, the longest waiting first', () => {
		const early = { ...late, id: '3', number: 3, placed_at: '2026-01-01T09:59:59.5Z' };
		const { incoming, cooking, ready } = columnsOf(shownWith(late, mixed, early), null, none);
		expect(incoming.map((ticket) => ticket.order.id)).toEqual(['3', '2']);
		expect(cooking.map((ticket) => ticket.order.id)).toEqual(['1']);
		expect(ready).toEqual([]);
	});

	it('show a station its own lines, in the column where those are', () => {
		const shown = shownWith(mixed);
		expect(columnsOf(shown, 'bar', none).ready.map(({ lines }) => lines.map(({ id }) => id))).toEqual([['a']]);
		expect(columnsOf(shown, 'tandoor', none).cooking).toHaveLength(1);
		expect(Object.values(columnsOf(shown, 'grill', none)).flat()).toEqual([]);
	});

	it('let a ticket go once its station has nothing more to do', () => {
		const done = order('4', 'preparing', '2026-01-01T10:00:00Z', line('a', 'bar', 'served'), line('b', 'tandoor'));
		expect(Object.values(columnsOf(shownWith(done), 'bar', none)).flat()).toEqual([]);
	});

	it('keep the very same ticket for an order that did not change', () => {
		const [before] = columnsOf(shownWith(mixed), null, none).cooking;
		const [after] = columnsOf(shownWith(mixed, late), null, none).cooking;
		expect(after).toBe(before);
		const [other] = columnsOf(shownWith(mixed, late), null, pendingOf([advance('x')])).cooking;
		expect(other).toBe(before);
	});

	it('show a pending step at once and say that it waits', () => {
		const { cooking } = columnsOf(shownWith(late), null, pendingOf([advance('c')]));
		expect(cooking.map(({ status, waits }) => [status, [...waits]])).toEqual([['preparing', ['c']]]);
	});
});

describe('a bump', () => {
	it('takes everything to where the least advanced line goes next', () => {
		const lines = [line('a', 'bar', 'preparing'), line('b', 'bar'), line('c', 'bar', 'voided')];
		const bump = bumpOf({ lines });
		expect(bump?.to).toBe('preparing');
		expect(bump?.moves.map((move) => move.line.id)).toEqual(['b']);
		expect(bumpOf({ lines: lines.slice(0, 1) })).toMatchObject({ to: 'ready', moves: [{ to: 'ready' }] });
	});

	it('has nothing to do where all is served or struck off', () => {
		expect(bumpOf({ lines: [line('a', 'bar', 'served'), line('b', 'bar', 'voided')] })).toBeNull();
	});
});

describe('the age of a ticket', () => {
	const ticket = { placed: at('10:00:00'), promised: at('10:20:00') };

	it('fills up towards the promise: calm, due around it, late after', () => {
		expect(ageOf(ticket, at('10:10:00'))).toEqual({ state: 'calm', filled: 0.5, minutes: 10, lateBy: 0 });
		expect(ageOf(ticket, at('10:20:00'))).toMatchObject({ state: 'due', filled: 1 });
		expect(ageOf(ticket, at('10:27:30'))).toEqual({ state: 'late', filled: 1, minutes: 27, lateBy: 7 });
	});

	it('is never negative on a device whose clock is behind', () => {
		expect(ageOf(ticket, at('09:58:00'))).toMatchObject({ filled: 0, minutes: 0 });
	});

	it('is calm once everything is made', () => {
		expect(ageOf({ ...ticket, promised: null }, at('11:00:00')).state).toBe('calm');
	});
});

describe('the all-day counts', () => {
	const half = { variant: { id: 'half', name: 'Half' } };
	const shown = shownWith(
		order('1', 'placed', '2026-01-01T10:00:00Z', line('a', 'bar', 'queued', { quantity: 2 }), line('b', 'tandoor', 'queued', half)),
		order('2', 'preparing', '2026-01-01T10:00:00Z', line('c', 'bar', 'preparing', { quantity: 3 }), line('d', 'bar', 'ready')),
		order('3', 'awaiting_approval', '2026-01-01T10:00:00Z', line('e', 'bar', 'queued', { quantity: 9 })),
	);

	it('add up what is still to cook, by dish and variant', () => {
		expect(allDay(columnsOf(shown, null, none)).map(({ quantity, variant }) => [quantity, variant])).toEqual([
			[5, null],
			[1, 'Half'],
		]);
	});

	it('are those of one station where one is chosen', () => {
		expect(allDay(columnsOf(shown, 'tandoor', none)).map(({ quantity }) => quantity)).toEqual([1]);
	});
});

describe('the station on show', () => {
	const stations = ['bar', 'tandoor'];

	it('is the one in the address, then the one of the device, then the own', () => {
		expect(chooseStation(stations, { asked: 'bar', kept: 'tandoor', own: null })).toBe('bar');
		expect(chooseStation(stations, { asked: null, kept: 'tandoor', own: 'bar' })).toBe('tandoor');
		expect(chooseStation(stations, { asked: null, kept: null, own: 'bar' })).toBe('bar');
		expect(chooseStation(stations, { asked: EVERY, kept: 'tandoor', own: 'bar' })).toBeNull();
	});

	it('passes over what is no station of the restaurant', () => {
		expect(chooseStation(stations, { asked: 'sushi', kept: null, own: null })).toBeNull();
	});
});
