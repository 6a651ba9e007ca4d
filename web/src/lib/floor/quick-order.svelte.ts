import type { Dish, LineIn } from '$lib/api/types';
import type { Board } from '$lib/staff/board.svelte';
import { addLine, setQuantity } from '$lib/utils/cart';
import { emptyChoice, toLine } from '$lib/utils/choices';
import { newKey } from '$lib/utils/key';
import { dishesById, isAvailable, isPlain } from '$lib/utils/menu';
import { orderAgain } from '$lib/utils/again';
import type { Target } from './orders.svelte';
import { countOrdered, readQuery, search } from './quick';

/** More are not looked at by somebody in a hurry. */
const SHOWN = 12;

/** An order that is being typed. */
export class QuickOrderState {
	typed = $state('');
	category = $state<string | null>(null);
	lines = $state.raw<LineIn[]>([]);
	/** The dish whose size and options are being chosen. */
	choosing = $state.raw<Dish | null>(null);
	/** Which of the found dishes Enter adds. */
	at = $state(0);
	/** One key per set of lines: pressing again after a lost answer does not order twice. */
	key = newKey();
	#quantity = 1;
	readonly dishes = $derived.by(() => (this.board.menu ? dishesById(this.board.menu) : new Map<string, Dish>()));
	readonly query = $derived(readQuery(this.typed));
	readonly found = $derived.by(() => this.#find());

	constructor(
		readonly board: Board,
		readonly target: Target,
	) {}

	/** The tab's last order as it could be had again; empty without one. */
	readonly last = $derived.by((): LineIn[] => {
		const tab = this.target.kind === 'tab' ? this.board.shown.tabs.get(this.target.tab_id) : undefined;
		const newest = tab?.orders.toSorted((a, b) => b.number - a.number)[0];
		return newest ? orderAgain(newest.lines, this.dishes, this.board.availability).lines : [];
	});

	type(text: string): void {
		this.typed = text;
		this.at = 0;
	}

	/** Moves the mark among the found dishes, round and round. */
	move(by: number): void {
		const count = this.found.length;
		if (count > 0) this.at = (this.at + by + count) % count;
	}

	/** Adds a dish, as many as were typed, or asks for its choices first. */
	choose(dish: Dish | undefined): void {
		if (!dish) return;
		this.#quantity = this.query.quantity;
		if (isPlain(dish)) this.add({ ...toLine(dish, emptyChoice(dish)), quantity: this.#quantity });
		else this.choosing = dish;
	}

	/** Adds a line whose choices were made. A quantity typed with the search holds unless another was set. */
	addChosen(line: LineIn): void {
		this.add(line.quantity === 1 ? { ...line, quantity: this.#quantity } : line);
	}

	add(line: LineIn): void {
		this.#change(addLine(this.lines, line));
		this.choosing = null;
		this.type('');
	}

	repeatLast(): void {
		this.#change(this.last.reduce(addLine, this.lines));
	}

	removeLast(): void {
		this.#change(this.lines.slice(0, -1));
	}

	setQuantity(at: number, quantity: number): void {
		this.#change(setQuantity(this.lines, at, quantity));
	}

	#change(lines: LineIn[]): void {
		this.lines = lines;
		this.key = newKey();
	}

	#find(): Dish[] {
		const { text } = this.query;
		const here = this.board.menu?.categories.find(({ id }) => id === this.category)?.dishes;
		const all = text === '' && here ? here : [...this.dishes.values()];
		const had = all.filter((dish) => isAvailable(dish, this.board.availability));
		const orders = [...this.board.shown.tabs.values()].flatMap((tab) => tab.orders);
		return search(had, text, countOrdered(orders)).slice(0, here && text === '' ? undefined : SHOWN);
	}
}
