import type { Order, OrderIn, Problem } from '$lib/api/types';
import type { Outbox } from '$lib/outbox/outbox.svelte';
import type { Item } from '$lib/outbox/queue';
import { newKey } from '$lib/utils/key';
import { load, save } from '$lib/utils/storage';
import { refusalOf, unlessOld, type Round } from './round';

/** What the page does about a round that has its answer. */
export type Ends = {
	sent: (order: Order) => void;
	/** The dishes go back into the cart. */
	refused: (order: OrderIn, problem: Problem) => void;
};

/** The orders on their way from this phone: each is kept until the server has answered it. */
export class Rounds {
	#box = $state.raw<Outbox | null>(null);
	readonly items = $derived<Round[]>((this.#box?.waiting ?? []) as Round[]);
	/** The server wants to know again who this is. */
	readonly signedOut = $derived(this.#box?.signedOut === true && this.items.length > 0);
	#opening: Promise<Outbox> | null = null;
	#stop: (() => void) | null = null;

	constructor(
		readonly token: string,
		readonly ends: Ends,
	) {}

	/** Takes up what an earlier page left, if it left any. */
	async start(): Promise<void> {
		if (load<boolean>(this.#mark)) await this.#open();
	}

	stop(): void {
		this.#stop?.();
	}

	/** Keeps the order and sends it as soon as that is possible. */
	async send(order: OrderIn): Promise<void> {
		const box = await this.#open();
		save(this.#mark, true);
		await box.put({ key: newKey(), kind: 'order', path: 'tab/orders', body: order });
	}

	/** Sends what waits, now. */
	flush(): void {
		if (this.items.length > 0) void this.#box?.flush();
	}

	/** Hands back what was refused. The page calls it whenever an answer has come. */
	settle(): void {
		for (const item of this.#box?.items ?? []) {
			const refusal = refusalOf(item);
			if (refusal) void this.#giveBack(item, refusal);
		}
	}

	async #giveBack(item: Item, problem: Problem): Promise<void> {
		await this.#box?.drop(item.key);
		this.#forget();
		this.ends.refused(item.body as OrderIn, problem);
	}

	get #mark(): string {
		return `dineqr.waiting.${this.token}`;
	}

	#forget(): void {
		if (this.#box?.items.length === 0) save(this.#mark, null);
	}

	/** The outbox and the storage under it are needed by an order only, so they come with the first. */
	#open(): Promise<Outbox> {
		this.#opening ??= import('$lib/outbox/outbox.svelte').then(({ Outbox, portsOf }) => {
			const ports = portsOf(`guest.${this.token}`);
			const box = new Outbox({ ...ports, send: unlessOld(ports.send) }, (_, answer) => {
				this.#forget();
				this.ends.sent(answer as Order);
			});
			this.#box = box;
			this.#stop = box.start();
			return box;
		});
		// Without a signal the files cannot be had either; the next try asks for them again.
		this.#opening.catch(() => (this.#opening = null));
		return this.#opening;
	}
}
