import { expect, it } from 'vitest';
import type { Line, Order, OrderStatus } from '$lib/api/types';
import { canBeRepeated, forReading, isLive, promisedFor, stageOf } from './progress';

const order = (number: number, status: OrderStatus, guest_id: string) =>
	({ number, status, by: { kind: 'guest', guest_id } }) as Order;
const line = (status: Line['status'], time: string) => ({ status, promised_at: `2026-01-01T${time}Z` }) as Line;

it('what is to come is read first, then one’s own, then the newest', () => {
	const orders = [
		order(1, 'served', 'me'),
		order(2, 'preparing', 'friend'),
		order(3, 'placed', 'me'),
		order(4, 'placed', 'friend'),
		order(5, 'cancelled', 'friend'),
	];
	expect(forReading(orders, new Set(['me'])).map(({ number }) => number)).toEqual([3, 4, 2, 1, 5]);
});

it('an order is promised for when its last open line is', () => {
	const lines = [line('preparing', '19:10:00'), line('queued', '19:25:00'), line('ready', '19:40:00')];
	expect(promisedFor({ lines })).toBe(Date.parse('2026-01-01T19:25:00Z'));
	expect(promisedFor({ lines: [line('served', '19:00:00')] })).toBeNull();
});

it('an order that nobody took, or that is over, is at no stage', () => {
	expect(stageOf({ status: 'placed' })).toBe('sent');
	expect(stageOf({ status: 'awaiting_approval' })).toBeNull();
	expect(stageOf({ status: 'rejected' })).toBeNull();
	expect(isLive({ status: 'awaiting_approval' })).toBe(true);
	expect(isLive({ status: 'served' })).toBe(false);
	expect(canBeRepeated({ status: 'preparing' })).toBe(false);
	expect(canBeRepeated({ status: 'ready' })).toBe(true);
	expect(canBeRepeated({ status: 'cancelled' })).toBe(true);
});
