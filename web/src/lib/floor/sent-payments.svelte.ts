import { outcomeOf } from '$lib/outbox/queue';
import { load, save } from '$lib/utils/storage';
import type { Typed } from './payment';

/** A payment whose answer has not come: it may be taken or not. Sent again under its key it is the same payment. */
export type SentPayment = {
	key: string;
	typed: Typed;
	/** The announced payment that it takes. */
	payment_id: string | null;
	/** Who took the money: for anybody else the key would mean another payment. */
	by: string;
	/** In milliseconds since 1970. */
	at: number;
	/** No answer will come any more. */
	lost: boolean;
};

type ByTab = Readonly<Record<string, SentPayment>>;

const KEPT = 'dineqr.sent_payments';
/** By then the day's takings were counted. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** The payments on their way, one for each tab; the device remembers them. */
export class SentPayments {
	#all = $state.raw<ByTab>(revived(load<ByTab>(KEPT) ?? {}, Date.now()));

	/** The payment for a tab that this person sent and that was not answered. */
	of(tab_id: string, by: string): SentPayment | null {
		const sent = this.#all[tab_id];
		return sent?.by === by ? sent : null;
	}

	/**
	 * Sends a payment, kept from before it leaves until it was answered. Answers whether it was taken; `false` if
	 * nobody knows. A refusal and a session that is over are thrown.
	 */
	async send(tab_id: string, sent: SentPayment, take: () => Promise<unknown>): Promise<boolean> {
		this.#set({ ...this.#all, [tab_id]: { ...sent, lost: false } });
		try {
			await take();
			this.forget(tab_id);
			return true;
		} catch (error) {
			const outcome = outcomeOf(error);
			if (typeof outcome === 'object') this.forget(tab_id);
			else this.#set({ ...this.#all, [tab_id]: { ...sent, lost: true } });
			if (outcome === 'later') return false;
			throw error;
		}
	}

	forget(tab_id: string): void {
		const { [tab_id]: _, ...others } = this.#all;
		this.#set(others);
	}

	#set(all: ByTab): void {
		this.#all = all;
		save(KEPT, all);
	}
}

/** What a page that was closed while sending finds again: whoever waited for those answers is gone. */
function revived(kept: ByTab, now: number): ByTab {
	const recent = Object.entries(kept).filter(([, { at }]) => now - at < KEPT_MS);
	return Object.fromEntries(recent.map(([tab_id, sent]) => [tab_id, { ...sent, lost: true }]));
}

export const sentPayments = new SentPayments();
