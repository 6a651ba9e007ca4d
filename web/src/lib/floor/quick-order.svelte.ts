import type { Dish, LineIn } from '$lib/api/types';
import type { Board } from '$lib/staff/board.svelte';
import { addLine, onMenu, setQuantity, soldOutLines } from '$lib/utils/cart';
import { emptyChoice, toLine } from '$lib/utils/choices';
import { newKey } from '$lib/utils/key';
import { dishesById, isAvailable, isPlain } from '$lib/utils/menu';
import { orderAgain } from '$lib/utils/again';
import type { Draft } from './drafts';
import type { StaffOrders, Target } from './orders.svelte';
import { countOrdered, readQuery, search } from './quick';

/** More are not looked at by somebody in a hurry. */
const SHOWN = 12;

/** An order that is being typed; what is typed is kept until it is sent. */
export class QuickOrderState {
	typed = $state('');
	category = $state<string | null>(null);
	lines = $state.raw<LineIn[]>([]);
	/** For whom, if it is a parcel. */
	customer = $state('');
	/** Why the server refused it. */
	problem = $state<string | null>(null);
	sending = $state(false);
	/** The dish whose size and options are being chosen. */
	choosing = $state.raw<Dish | null>(null);
	/** Which of the found dishes Enter adds. */
	at = $state(0);
	/** One key per set of lines: pressing again after a lost answer does not order twice. */
	#key = newKey();
	#quantity = 1;
	readonly dishes = $derived.by(() => (this.board.menu ? dishesById(this.board.menu) : new Map<string, Dish>()));
	readonly query = $derived.by(() => readQuery(this.typed, [...this.dishes.values()]));
	readonly found = $derived.by(() => this.#find());
	/** The places of lines that can no longer be had. */
	readonly soldOut = $derived.by(() => soldOutLines(this.lines, this.dishes, this.board.availability));

	constructor(
		readonly board: Board,
		readonly orders: StaffOrders,
		readonly target: Target,
	) {
		if (target.kind === 'parcel') this.customer = target.customer;
	}

	/** The tab's last order as it could be had again; empty without one. */
	readonly last = $derived.by((): LineIn[] => {
		const tab = this.target.kind === 'tab' ? this.board.shown.tabs.get(this.target.tab_id) : undefined;
		const newest = tab?.orders.toSorted((a, b) => b.number - a.number)[0];
		return newest ? orderAgain(newest.lines, this.dishes, this.board.availability).lines : [];
	});

	/** Takes up what was typed before, in front of what was typed while that was looked for. */
	async resume(): Promise<void> {
		const kept = await this.orders.pickUp(this.target);
		if (kept) this.#takeUp(kept, this.lines);
	}

	/** Answers whether it was sent, or is kept to be sent. What the server refuses is here again, with its reason. */
	async send(): Promise<boolean> {
		if (this.lines.length === 0 || this.sending) return false;
		const draft = this.#draft();
		this.sending = true;
		const fate = await this.orders.send(this.target, draft);
		const back = fate === 'refused' ? await this.orders.pickUp(this.target, draft.key) : null;
		this.sending = false;
		if (back) this.#takeUp(back, []);
		return fate !== 'refused';
	}

	nameCustomer(customer: string): void {
		this.customer = customer;
		this.#change(this.lines);
	}

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

	/** What is on its way stays as it is. */
	#change(lines: LineIn[]): void {
		if (this.sending) return;
		this.lines = lines;
		this.problem = null;
		this.#key = newKey();
		this.orders.keep(this.target, this.#draft());
	}

	#takeUp(kept: Draft, more: LineIn[]): void {
		const lines = onMenu(kept.lines, this.dishes);
		this.customer ||= kept.customer;
		if (more.length > 0 || lines.length < kept.lines.length) {
			this.#change(more.reduce(addLine, lines));
		} else {
			this.lines = lines;
			this.#key = kept.key;
		}
		this.problem = kept.problem;
	}

	#draft(): Draft {
		return { lines: this.lines, customer: this.customer, key: this.#key, problem: null, at: Date.now() };
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
