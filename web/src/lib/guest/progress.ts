import type { Line, Order, OrderStatus } from '$lib/api/types';
import { isMine } from './people';

/** The stages a guest sees an order go through. */
export const STAGES = ['sent', 'accepted', 'preparing', 'ready', 'served'] as const;
export type Stage = (typeof STAGES)[number];

const stages: Record<OrderStatus, Stage | null> = {
	awaiting_approval: null,
	placed: 'sent',
	accepted: 'accepted',
	preparing: 'preparing',
	ready: 'ready',
	served: 'served',
	rejected: null,
	cancelled: null,
};

/** The stage of an order, or `null` while it waits for the staff or once it is dead. */
export const stageOf = (order: Pick<Order, 'status'>): Stage | null => stages[order.status];

/** Whether something is still to come. */
export const isLive = ({ status }: Pick<Order, 'status'>): boolean =>
	!(status === 'served' || status === 'rejected' || status === 'cancelled');

/** Whether a guest may want it once more: what is still being made they have just asked for. */
export const canBeRepeated = (order: Pick<Order, 'status'>): boolean => order.status === 'ready' || !isLive(order);

/** Whether a line is still being made, so that its promised time means something. */
export const isOnItsWay = ({ status }: Line): boolean => status === 'queued' || status === 'preparing';

/** When the last line of an order should be ready, or `null` when nothing is being made. */
export function promisedFor(order: Pick<Order, 'lines'>): number | null {
	const times = order.lines.filter(isOnItsWay).map(({ promised_at }) => Date.parse(promised_at));
	return times.length > 0 ? Math.max(...times) : null;
}

/** The table's orders as they are read: what is to come first, within that one's own, then the newest. */
export const forReading = (orders: Order[], mine: ReadonlySet<string>): Order[] =>
	orders.toSorted(
		(a, b) =>
			Number(isLive(b)) - Number(isLive(a)) ||
			Number(isMine(b.by, mine)) - Number(isMine(a.by, mine)) ||
			b.number - a.number,
	);
