import type { LineIn } from '$lib/api/types';
import { Outbox, portsOf } from '$lib/outbox/outbox.svelte';
import type { Item } from '$lib/outbox/queue';
import { createContext } from 'svelte';

/** For whom staff order: a tab that is open, or a parcel. */
export type Target =
	| { kind: 'tab'; tab_id: string; place: string }
	| { kind: 'parcel'; customer: string };

/** What became of an order at once. */
export type Fate = 'sent' | 'waiting' | { refused: Item };

const pathOf = (target: Target): string =>
	target.kind === 'tab' ? `staff/tabs/${encodeURIComponent(target.tab_id)}/orders` : 'staff/orders';

const bodyOf = (target: Target, lines: LineIn[]): unknown =>
	target.kind === 'tab' ? { lines } : { lines, customer: target.customer || null };

/** The orders that staff typed and the server has not answered: they survive dead spots and are made once. */
export class StaffOrders {
	readonly outbox: Outbox;

	/** `onsent` is told that something changed on the server. */
	constructor(onsent: () => void) {
		this.outbox = new Outbox(portsOf('staff-orders'), onsent);
	}

	/** Sends an order under its key, or keeps it for when there is a signal. */
	async send(target: Target, lines: LineIn[], key: string): Promise<Fate> {
		await this.outbox.put({ key, kind: target.kind, path: pathOf(target), body: bodyOf(target, lines) });
		await this.outbox.flush();
		const item = this.outbox.items.find((one) => one.key === key);
		if (!item) return 'sent';
		if (typeof item.state !== 'object') return 'waiting';
		await this.outbox.drop(key);
		return { refused: item };
	}
}

/** The typed orders of the signed-in staff, whichever room is looked at. */
export const [getStaffOrders, setStaffOrders] = createContext<StaffOrders>();
