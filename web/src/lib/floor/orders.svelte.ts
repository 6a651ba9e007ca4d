import type { LineIn, StaffSession } from '$lib/api/types';
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

/** The box of one person in one restaurant: whoever signs in next does not send their orders. */
const boxName = ({ restaurant, user }: StaffSession): string => `orders/${restaurant.id}/${user.id}`;

/** The orders that staff typed and the server has not answered: they survive dead spots and are made once. */
export class StaffOrders {
	/** Of the signed-in person. */
	outbox = $state.raw<Outbox | null>(null);

	/** `onsent` is told that something changed on the server. */
	constructor(readonly onsent: () => void) {}

	/** Takes up what somebody left on this device, and sends it. The answer ends that. */
	open(session: StaffSession): () => void {
		const box = new Outbox(portsOf(boxName(session)), this.onsent);
		this.outbox = box;
		return box.start();
	}

	/** Sends an order under its key, or keeps it for when there is a signal. */
	async send(target: Target, lines: LineIn[], key: string): Promise<Fate> {
		const box = this.outbox;
		if (!box) return 'waiting';
		await box.put({ key, kind: target.kind, path: pathOf(target), body: bodyOf(target, lines) });
		await box.flush();
		const item = box.items.find((one) => one.key === key);
		if (!item) return 'sent';
		if (typeof item.state !== 'object') return 'waiting';
		await box.drop(key);
		return { refused: item };
	}
}

/** The typed orders of the signed-in staff, whichever room is looked at. */
export const [getStaffOrders, setStaffOrders] = createContext<StaffOrders>();
