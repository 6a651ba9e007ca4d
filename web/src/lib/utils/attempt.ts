import type { OrderIn } from '$lib/api/types';

/** An order that was sent and not yet answered: its key and its exact body. */
export type Attempt = { key: string; order: OrderIn };

/**
 * The attempt to send: the unanswered one as long as it is for the same dishes, so that a retry
 * after a lost answer cannot make a second order; else a new one.
 */
export function attemptFor(order: OrderIn, pending: Attempt | null, newKey: () => string): Attempt {
	const same = pending !== null && JSON.stringify(pending.order.lines) === JSON.stringify(order.lines);
	return same ? pending : { key: newKey(), order };
}
