import localforage from 'localforage';
import type { LineIn } from '$lib/api/types';
import { newKey } from '$lib/utils/key';

/** An order that is being typed. */
export type Draft = {
	lines: LineIn[];
	/** For whom, if it is a parcel. */
	customer: string;
	/** Under which it is sent: pressing again after a lost answer does not order twice. */
	key: string;
	/** Why the server refused it as it stands. */
	problem: string | null;
	/** When it was last typed into, in milliseconds since 1970. */
	at: number;
};

export const emptyDraft = (): Draft => ({ lines: [], customer: '', key: newKey(), problem: null, at: Date.now() });

/** Where drafts are kept; another one in tests. */
export type Shelf = {
	getItem: (key: string) => Promise<Draft | null>;
	setItem: (key: string, draft: Draft) => Promise<unknown>;
	removeItem: (key: string) => Promise<void>;
	keys: () => Promise<string[]>;
};

/** By then the guests it was for have left. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const device: Shelf = localforage.createInstance({ name: 'dineqr-drafts' });

/** The typed and unsent orders of one person on this device. One without storage only forgets them on reload. */
export class Drafts {
	constructor(
		readonly owner: string,
		readonly shelf: Shelf = device,
	) {}

	async find(slot: string): Promise<Draft | null> {
		return this.shelf.getItem(this.#keyOf(slot)).catch(() => null);
	}

	/** Keeps a draft in the place of the one before; nothing typed is no draft. */
	async keep(slot: string, draft: Draft): Promise<void> {
		if (draft.lines.length === 0 && draft.customer === '') return this.forget(slot);
		await this.shelf.setItem(this.#keyOf(slot), draft).catch(() => undefined);
	}

	async forget(slot: string): Promise<void> {
		await this.shelf.removeItem(this.#keyOf(slot)).catch(() => undefined);
	}

	/** Forgets everybody's drafts of another day. */
	async sweep(now: number): Promise<void> {
		for (const key of await this.shelf.keys().catch(() => [])) {
			const draft = await this.shelf.getItem(key).catch(() => null);
			if (draft && now - draft.at > KEPT_MS) await this.shelf.removeItem(key).catch(() => undefined);
		}
	}

	#keyOf(slot: string): string {
		return `${this.owner}/${slot}`;
	}
}
