import { ApiError } from '$lib/api/client';
import type { OrderIn, ParcelIn, Problem, StaffSession } from '$lib/api/types';
import { Outbox, portsOf } from '$lib/outbox/outbox.svelte';
import type { Item } from '$lib/outbox/queue';
import { addLine } from '$lib/utils/cart';
import { explain } from '$lib/utils/explain';
import { newKey } from '$lib/utils/key';
import { createContext } from 'svelte';
import { Drafts, emptyDraft, type Draft } from './drafts';

/** For whom staff order: a tab that is open, or a parcel. */
export type Target =
	| { kind: 'tab'; tab_id: string; place: string }
	| { kind: 'parcel'; customer: string };

/** What became of an order at once. */
export type Fate = 'sent' | 'waiting' | 'refused';

/** An order that the server did not take. */
export type RefusedOrder = Item & { state: { refused: Problem } };

const tabPath = (tab_id: string): string => `staff/tabs/${encodeURIComponent(tab_id)}/orders`;
const pathOf = (target: Target): string => (target.kind === 'tab' ? tabPath(target.tab_id) : 'staff/orders');

const bodyOf = (target: Target, { lines, customer }: Draft): OrderIn | ParcelIn =>
	target.kind === 'tab' ? { lines } : { lines, customer: customer.trim() || null };

/** Where a draft lies: one for each tab, one for each parcel by the name it began with. */
const slotOf = (target: Target): string => (target.kind === 'tab' ? target.tab_id : `parcel/${target.customer}`);

const customerOf = ({ body }: Item): string => (body as ParcelIn).customer ?? '';
/** Why the server did not take it, in the page's language. */
export const reasonOf = ({ state }: RefusedOrder): string => explain(new ApiError(state.refused));
const isRefused = (item: Item): item is RefusedOrder => typeof item.state === 'object';
const isFor = (target: Target, item: Item): boolean =>
	item.path === pathOf(target) && (target.kind === 'tab' || customerOf(item) === target.customer);

/** A draft with what the server refused put back into it. */
const withRefused = (draft: Draft, item: RefusedOrder): Draft => ({
	lines: (item.body as OrderIn).lines.reduce(addLine, draft.lines),
	customer: draft.customer || customerOf(item),
	key: newKey(),
	problem: reasonOf(item),
	at: Date.now(),
});

/** What one person has on a device in one restaurant: whoever signs in next does not send their orders. */
const ownerOf = ({ restaurant, user }: StaffSession): string => `orders/${restaurant.id}/${user.id}`;

/** The orders that staff typed and the server has not taken: they survive dead spots and are made once. */
export class StaffOrders {
	/** Of the signed-in person. */
	outbox = $state.raw<Outbox | null>(null);
	readonly refused = $derived((this.outbox?.items ?? []).filter(isRefused));
	#drafts: Drafts | null = null;

	/** `onsent` is told that something changed on the server. */
	constructor(readonly onsent: () => void) {}

	/** Takes up what somebody left on this device, and sends it. The answer ends that. */
	open(session: StaffSession): () => void {
		const owner = ownerOf(session);
		this.#drafts = new Drafts(owner);
		void this.#drafts.sweep(Date.now());
		const box = new Outbox(portsOf(owner), this.onsent);
		this.outbox = box;
		return box.start();
	}

	/** Keeps what was typed so far. */
	keep(target: Target, draft: Draft): void {
		void this.#drafts?.keep(slotOf(target), draft);
	}

	/** What was typed before, and what the server refused of that; also the order `key`, whomever it was for. */
	async pickUp(target: Target, key?: string): Promise<Draft | null> {
		const kept = (await this.#drafts?.find(slotOf(target))) ?? null;
		const back = this.refused.filter((item) => item.key === key || isFor(target, item));
		if (back.length === 0) return kept;
		const draft = back.reduce(withRefused, kept ?? emptyDraft());
		await this.#drafts?.keep(slotOf(target), draft);
		for (const item of back) await this.outbox?.drop(item.key);
		return draft;
	}

	/** Sends an order under its key, or keeps it for when there is a signal. */
	async send(target: Target, draft: Draft): Promise<Fate> {
		const box = this.outbox;
		if (!box) return 'waiting';
		await box.put({ key: draft.key, kind: target.kind, path: pathOf(target), body: bodyOf(target, draft) });
		await this.#drafts?.forget(slotOf(target));
		await box.flush();
		const item = box.items.find(({ key }) => key === draft.key);
		if (!item) return 'sent';
		return isRefused(item) ? 'refused' : 'waiting';
	}

	/** For whom a refused order was; `null` if that tab is none of these any more. */
	targetOf(item: RefusedOrder, tabs: { id: string; place: string }[]): Target | null {
		if (item.kind === 'parcel') return { kind: 'parcel', customer: customerOf(item) };
		const tab = tabs.find(({ id }) => item.path === tabPath(id));
		return tab ? { kind: 'tab', tab_id: tab.id, place: tab.place } : null;
	}
}

/** The typed orders of the signed-in staff, whichever room is looked at. */
export const [getStaffOrders, setStaffOrders] = createContext<StaffOrders>();
