import { ApiError } from '$lib/api/client';
import type { Order, Problem, StaffSession } from '$lib/api/types';
import type { Item } from '$lib/outbox/queue';
import { Outbox, portsOf, type Ports } from '$lib/outbox/outbox.svelte';
import { newKey } from '$lib/utils/key';
import { commandOf, isDone, pendingOf, stepOf, type Step } from './steps';

/** What the queue asks of the board. */
export type Target = {
	/** Loads a tab again. */
	reloadTab: (id: string) => Promise<void>;
	/** The order a step is for, as the board knows it. */
	orderOf: (step: Step) => Order | null;
	/** Tells staff of a step that the server refused for good. */
	failed: (error: unknown) => void;
};

/** The box of one person in one restaurant: whoever signs in next does not send their steps. */
const boxName = ({ restaurant, user }: StaffSession): string => `staff/${restaurant.id}/${user.id}`;

/**
 * The kitchen's steps on their way: each shows at once, waits out dead spots in the outbox, and counts as pending
 * until the board has seen what became of it.
 */
export class StepQueue {
	#box = $state.raw<Outbox | null>(null);
	/** Steps of this page, by their keys. What the box still holds from another visit is in the box alone. */
	#own = $state.raw(new Map<string, Step>());
	#stop: (() => void) | null = null;

	readonly #kept = $derived((this.#box?.waiting ?? []).filter(({ key }) => !this.#own.has(key)));
	readonly pending = $derived(
		pendingOf([...this.#kept.flatMap((item) => stepOf(item) ?? []), ...this.#own.values()]),
	);
	/** How many steps wait for a network. */
	readonly stuck = $derived(this.#box?.stalled ? this.#box.waiting.length : 0);
	/** The server wants a new sign-in before it takes more. */
	readonly signedOut = $derived(this.#box?.signedOut ?? false);

	constructor(
		readonly target: Target,
		readonly ports: (name: string) => Ports = portsOf,
	) {}

	/** Takes up the steps that somebody left on this device, and sends them. */
	open(session: StaffSession): void {
		this.close();
		this.#box = new Outbox(
			this.ports(boxName(session)),
			(item) => void this.#settle(item),
			(item, problem) => void this.#refused(item, problem),
		);
		this.#stop = this.#box.start();
	}

	close(): void {
		this.#stop?.();
		this.#stop = null;
		this.#box = null;
		this.#own = new Map();
	}

	/** Sends what waits, now. */
	flush(): void {
		void this.#box?.flush();
	}

	/** Takes a step; the answer is the key it goes by. */
	put(step: Step): string {
		const key = newKey();
		this.#own = new Map(this.#own).set(key, step);
		void this.#box?.put({ ...commandOf(step), key });
		return key;
	}

	/** Forgets a step that has not left the device. Answers whether that was in time. */
	recall(key: string): boolean {
		const waits = this.#box?.items.some((item) => item.key === key && item.state === 'waiting') ?? false;
		if (waits) void this.#forget(key);
		return waits;
	}

	/** A step was done: it is pending until the board shows it. */
	async #settle(item: Item): Promise<void> {
		const step = stepOf(item);
		if (step && !this.#isShown(step)) await this.target.reloadTab(step.tab_id).catch(() => undefined);
		await this.#forget(item.key);
	}

	/** A refusal is a failure only if the step was not done already: by a colleague, or by an attempt whose answer got lost. */
	async #refused(item: Item, problem: Problem): Promise<void> {
		const step = this.#own.get(item.key) ?? stepOf(item);
		if (step) await this.target.reloadTab(step.tab_id).catch(() => undefined);
		await this.#forget(item.key);
		if (!step || !this.#isShown(step)) this.target.failed(new ApiError(problem));
	}

	#isShown(step: Step): boolean {
		const order = this.target.orderOf(step);
		return order !== null && isDone(step, order);
	}

	async #forget(key: string): Promise<void> {
		const own = new Map(this.#own);
		own.delete(key);
		this.#own = own;
		await this.#box?.drop(key);
	}
}
