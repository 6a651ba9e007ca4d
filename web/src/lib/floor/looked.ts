import type { Tab } from '$lib/api/types';
import type { OpenTab } from '$lib/staff/snapshot';
import { withSteps, type Pending } from '$lib/staff/steps';

/**
 * A tab that somebody looks into, with its orders as the live channel told them since it was loaded, and with the
 * steps that are on their way. `null` until it was loaded.
 */
export function lookedInto({ whole, orders }: OpenTab, pending: Pending): Tab | null {
	if (!whole) return null;
	const newest = new Map(orders.map((order) => [order.id, order]));
	return { ...whole, orders: whole.orders.map((order) => withSteps(newest.get(order.id) ?? order, pending)) };
}
