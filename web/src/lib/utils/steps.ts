import type { LineStatus, LineStep, Order, OrderStatus } from '$lib/api/types';

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

/** Whether its guest may still take it back. */
export const isCancellable = (order: Order): boolean =>
	order.status === 'placed' || order.status === 'awaiting_approval';
