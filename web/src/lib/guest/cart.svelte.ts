import * as api from '$lib/api/guest';
import { ApiError } from '$lib/api/client';
import type { Dish, LineIn, Order, Quote } from '$lib/api/types';
import { attemptFor, type Attempt } from '$lib/utils/attempt';
import { addLine, countOf, onMenu, setQuantity } from '$lib/utils/cart';
import { newKey } from '$lib/utils/key';
import { load, save } from '$lib/utils/storage';

type Kept = { lines: LineIn[]; attempt: Attempt | null };

/** The cart of one table, kept on the phone, with the order that was sent and not yet answered. */
export class Cart {
	lines = $state.raw<LineIn[]>([]);
	/** The server's price of the lines as they are now; `null` until it answered. */
	quote = $state.raw<Quote | null>(null);
	readonly count = $derived(countOf(this.lines));
	#attempt: Attempt | null = null;
	readonly #storageKey: string;

	constructor(token: string) {
		this.#storageKey = `dineqr.cart.${token}`;
		const kept = load<Kept>(this.#storageKey);
		this.lines = kept?.lines ?? [];
		this.#attempt = kept?.attempt ?? null;
	}

	/** Adds a line, or to the same thing already there. */
	add(line: LineIn): void {
		this.#set(addLine(this.lines, line));
	}

	/** Zero takes the line out. */
	setQuantity(at: number, quantity: number): void {
		this.#set(setQuantity(this.lines, at, quantity));
	}

	/** Takes out what the menu no longer has. */
	prune(dishes: Map<string, Dish>): void {
		const left = onMenu(this.lines, dishes);
		if (left.length < this.lines.length) this.#set(left);
	}

	/** Asks the server what the cart costs; needs a session. */
	async price(): Promise<void> {
		const asked = this.lines;
		const quote = asked.length > 0 ? await api.quote(asked) : null;
		// An answer about an older cart is no price of this one.
		if (asked === this.lines) this.quote = quote;
	}

	/** Sends the cart at the quoted price. After a lost answer the same call repeats the same order. */
	async order(): Promise<Order> {
		const body = { lines: this.lines, expected_total: this.quote?.total };
		const attempt = attemptFor(body, this.#attempt, newKey);
		this.#keep(attempt);
		try {
			const order = await api.placeOrder(attempt.order, attempt.key);
			this.#keep(null);
			this.#set([]);
			return order;
		} catch (error) {
			// A refusal stored nothing. After a fault, or no answer, nobody knows: the key is kept.
			if (error instanceof ApiError && error.problem.status < 500) this.#keep(null);
			throw error;
		}
	}

	#set(lines: LineIn[]): void {
		this.lines = lines;
		this.quote = null;
		this.#keep(this.#attempt);
	}

	#keep(attempt: Attempt | null): void {
		this.#attempt = attempt;
		save(this.#storageKey, { lines: this.lines, attempt } satisfies Kept);
	}
}
