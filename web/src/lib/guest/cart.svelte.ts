import type { Dish, LineIn, OrderIn, Quote } from '$lib/api/types';
import { addLine, countOf, countsByDish, onMenu, setDishQuantity, setQuantity } from '$lib/utils/cart';
import { load, save } from '$lib/utils/storage';

type Kept = { lines: LineIn[]; note?: string };

/** The cart of one phone at one table. It is kept on the phone until the order is on its way. */
export class Cart {
	lines = $state.raw<LineIn[]>([]);
	/** A note for the whole round. */
	note = $state('');
	/** The server's price of the lines as they are now; `null` until it answered. */
	quote = $state.raw<Quote | null>(null);
	readonly count = $derived(countOf(this.lines));
	readonly #counts = $derived(countsByDish(this.lines));
	readonly #storageKey: string;

	constructor(token: string) {
		this.#storageKey = `dineqr.cart.${token}`;
		const kept = load<Kept>(this.#storageKey);
		this.lines = kept?.lines ?? [];
		this.note = kept?.note ?? '';
	}

	/** How many of a dish are in it, whatever was chosen with them. */
	countOfDish(dish_id: string): number {
		return this.#counts.get(dish_id) ?? 0;
	}

	/** Adds lines, or to the same things already there. */
	add(...lines: LineIn[]): void {
		this.#set(lines.reduce(addLine, this.lines));
	}

	/** Zero takes the line out. */
	setQuantity(at: number, quantity: number): void {
		this.#set(setQuantity(this.lines, at, quantity));
	}

	/** Sets how many of a dish without choices there are. */
	setDish(dish_id: string, quantity: number): void {
		this.#set(setDishQuantity(this.lines, dish_id, quantity));
	}

	setNote(note: string): void {
		this.note = note;
		this.#keep();
	}

	/** Takes out what the menu no longer has, and answers how many dishes that were. */
	prune(dishes: Map<string, Dish>): number {
		const left = onMenu(this.lines, dishes);
		const gone = this.count - countOf(left);
		if (gone > 0) this.#set(left);
		return gone;
	}

	/** The cart as an order, at the price the guest saw if there was one. */
	order(): OrderIn {
		const note = this.note.trim();
		return {
			lines: this.lines,
			...(note ? { note } : {}),
			...(this.quote ? { expected_total: this.quote.total } : {}),
		};
	}

	/** Takes back an order that was not accepted. */
	takeBack(order: OrderIn): void {
		this.note ||= order.note ?? '';
		this.add(...order.lines);
	}

	clear(): void {
		this.note = '';
		this.#set([]);
	}

	/** Asks what the cart costs. */
	async price(ask: (lines: LineIn[]) => Promise<Quote>): Promise<void> {
		const asked = this.lines;
		const quote = asked.length > 0 ? await ask(asked) : null;
		// An answer about an older cart is no price of this one.
		if (asked === this.lines) this.quote = quote;
	}

	#set(lines: LineIn[]): void {
		this.lines = lines;
		this.quote = null;
		this.#keep();
	}

	#keep(): void {
		const empty = this.lines.length === 0 && this.note === '';
		save(this.#storageKey, empty ? null : ({ lines: this.lines, note: this.note } satisfies Kept));
	}
}
