import type { Line, LineStatus, LineStep, Order, OrderStatus } from '$lib/api/types';

/** Where a tap moves a line, or `null` where there is nothing left to do. */
export function nextStep(status: LineStatus): LineStep | null {
	switch (status) {
		case 'queued':
			return 'preparing';
		case 'preparing':
			return 'ready';
		case 'ready':
			return 'served';
		case 'served':
		case 'voided':
			return null;
	}
}

export type Column = 'incoming' | 'cooking' | 'ready';
export const COLUMNS: Column[] = ['incoming', 'cooking', 'ready'];

/** The board's column of an order, or `null` once the kitchen and the floor are done with it. */
export function columnOf(status: OrderStatus): Column | null {
	switch (status) {
		case 'awaiting_approval':
		case 'placed':
			return 'incoming';
		case 'accepted':
		case 'preparing':
			return 'cooking';
		case 'ready':
			return 'ready';
		case 'served':
		case 'rejected':
		case 'cancelled':
			return null;
	}
}

/** Whether the kitchen still works on a line past the time it promised. */
const isLate = ({ status, promised_at }: Line, now: number): boolean =>
	(status === 'queued' || status === 'preparing') && Date.parse(promised_at) < now;

/** Whether any line of an order is late. */
export const isOrderLate = (order: Pick<Order, 'lines'>, now: number): boolean =>
	order.lines.some((line) => isLate(line, now));

/** Whether its guest may still take it back. */
export const isCancellable = (order: Order): boolean =>
	order.status === 'placed' || order.status === 'awaiting_approval';
