import localforage from 'localforage';
import { post } from '$lib/api/client';
import type { Problem } from '$lib/api/types';
import { nextOf, outcomeOf, revived, withState, without, type Item } from './queue';

/** The pauses between tries without an answer. A network that comes back ends a pause. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000];

export type Sent = (item: Item, answer: unknown) => void;
export type Refused = (item: Item, problem: Problem) => void;

/** Where items are kept and how they are sent; other ones in tests. */
export type Ports = {
	load: () => Promise<Item[] | null>;
	save: (items: Item[]) => Promise<unknown>;
	send: (item: Item) => Promise<unknown>;
};

const shelf = localforage.createInstance({ name: 'dineqr', storeName: 'outbox' });

/** The device's own storage and the server. `name` tells the boxes of different owners apart. */
export const portsOf = (name: string): Ports => ({
	load: () => shelf.getItem<Item[]>(name),
	save: (items) => shelf.setItem(name, items),
	send: ({ path, body, key }) => post(path, body, key),
});

/**
 * Commands that survive dead spots and reloads: kept on the device before they are sent, in the order they were
 * given, each once, until the server has answered.
 */
export class Outbox {
	items = $state.raw<Item[]>([]);
	/** The server asks for a new sign-in before it takes more. */
	signedOut = $state(false);
	/** The last try got no answer: what waits needs a network. */
	stalled = $state(false);
	readonly waiting = $derived(this.items.filter(({ state }) => state === 'waiting' || state === 'sending'));
	#running: Promise<void> | null = null;
	#reviving: Promise<void> | undefined;
	#tries = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		readonly ports: Ports,
		readonly onsent: Sent = () => undefined,
		readonly onrefused: Refused = () => undefined,
	) {}

	/** Takes up what was kept, and tries whenever the network comes back. The answer stops that. */
	start(): () => void {
		const retry = () => void this.flush();
		addEventListener('online', retry);
		this.#reviving = this.#revive();
		return () => {
			removeEventListener('online', retry);
			clearTimeout(this.#timer);
		};
	}

	/** Keeps a command behind those of earlier pages, then sends it as soon as that is possible. */
	async put(command: Omit<Item, 'state' | 'at'>): Promise<void> {
		await this.#reviving;
		if (this.items.some(({ key }) => key === command.key)) return;
		await this.#set([...this.items, { ...command, at: Date.now(), state: 'waiting' }]);
		void this.flush();
	}

	/** Forgets a refused command, or one that was not sent yet. */
	async drop(key: string): Promise<void> {
		await this.#set(without(this.items, key));
	}

	/** Sends what waits, now. Call it when the live channel is back or somebody has signed in. */
	flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.signedOut = false;
		this.#running ??= this.#sendAll().finally(() => (this.#running = null));
		return this.#running;
	}

	async #revive(): Promise<void> {
		const kept = (await this.ports.load().catch(() => null)) ?? [];
		this.items = [...revived(kept), ...this.items];
		void this.flush();
	}

	async #sendAll(): Promise<void> {
		for (let item = nextOf(this.items); item; item = nextOf(this.items)) {
			if (!(await this.#send(item))) return;
		}
	}

	/** Answers whether the next one may follow. */
	async #send(item: Item): Promise<boolean> {
		await this.#set(withState(this.items, item.key, 'sending'));
		try {
			const answer = await this.ports.send(item);
			this.#tries = 0;
			this.stalled = false;
			await this.#set(without(this.items, item.key));
			this.onsent(item, answer);
			return true;
		} catch (error) {
			const outcome = outcomeOf(error);
			const refused = typeof outcome === 'object';
			this.stalled = outcome === 'later';
			await this.#set(withState(this.items, item.key, refused ? outcome : 'waiting'));
			if (outcome === 'signed_out') this.signedOut = true;
			if (outcome === 'later') this.#tryLater();
			if (refused) this.onrefused(item, outcome.refused);
			return refused;
		}
	}

	#tryLater(): void {
		const pause = PAUSES_MS[Math.min(this.#tries, PAUSES_MS.length - 1)];
		this.#tries += 1;
		this.#timer = setTimeout(() => void this.flush(), pause);
	}

	/** A device without storage still sends; it only forgets on reload. */
	async #set(items: Item[]): Promise<void> {
		this.items = items;
		await this.ports.save(items).catch(() => undefined);
	}
}
