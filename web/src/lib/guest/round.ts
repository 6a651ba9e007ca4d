import { ApiError } from '$lib/api/client';
import type { OrderIn, Problem } from '$lib/api/types';
import type { Item } from '$lib/outbox/queue';

/** An order on its way. */
export type Round = Item & { body: OrderIn };

/** Guests who waited longer have left, or have ordered in another way. */
const LONGEST_WAIT_MS = 30 * 60_000;
const WAITED_TOO_LONG: Problem = { title: 'waited too long', status: 422, code: 'waited_too_long' };

/** Sends an item, unless it waited for so long that its guest must say again that they want it. */
export const unlessOld =
	(send: (item: Item) => Promise<unknown>, now: () => number = Date.now) =>
	(item: Item): Promise<unknown> =>
		now() - item.at < LONGEST_WAIT_MS ? send(item) : Promise.reject(new ApiError(WAITED_TOO_LONG));

/** Why an order was refused, or `null` while it was not. */
export const refusalOf = ({ state }: Pick<Item, 'state'>): Problem | null =>
	typeof state === 'object' ? state.refused : null;
