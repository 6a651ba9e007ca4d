import { ApiError, hasCode, hasStatus } from '$lib/api/client';
import type { Order, OrderIn, Problem } from '$lib/api/types';
import { soldOutLines } from '$lib/utils/cart';
import { m } from '$lib/paraglide/messages';
import { orderAgain } from '$lib/utils/again';
import type { Cart } from './cart.svelte';
import { Rounds } from './rounds.svelte';
import { isUnanswered, type Visit } from './visit.svelte';
import { why } from './why';

/** From the cart to the kitchen: what a guest does with dishes, and what they are told about it. */
export class Ordering {
	/** What went well last. */
	notice = $state<string | null>(null);
	/** Why an order came back. */
	problem = $state<string | null>(null);
	/** Why the cart has no price. */
	priceProblem = $state<string | null>(null);
	/** Nobody answered what the cart costs; it may be ordered without. */
	unpriced = $state(false);
	sending = $state(false);
	readonly rounds: Rounds;
	readonly soldOut = $derived.by(() => soldOutLines(this.cart.lines, this.visit.dishes, this.visit.availability));
	readonly canPlace = $derived.by(
		() => !this.sending && this.soldOut.length === 0 && (this.cart.quote !== null || this.unpriced),
	);

	/** `onreturn` runs when dishes came back into the cart. */
	constructor(
		readonly visit: Visit,
		readonly cart: Cart,
		readonly onreturn: () => void,
	) {
		this.rounds = new Rounds(visit.token, {
			sent: (order) => this.#sent(order),
			refused: (order, problem) => void this.#refused(order, problem),
		});
	}

	/** Asks what the cart costs, unless it is clear that it cannot be had. */
	async price(): Promise<void> {
		if (this.cart.count === 0 || this.soldOut.length > 0) return;
		this.priceProblem = null;
		try {
			await this.cart.price((lines) => this.visit.quote(lines));
			this.unpriced = false;
		} catch (error) {
			this.unpriced = isUnanswered(error);
			if (hasCode(error, 'sold_out')) this.visit.refreshStock();
			if (hasStatus(error, 401)) this.visit.endSession();
			else if (!this.unpriced) this.priceProblem = await why(error);
		}
	}

	/** Sends the cart. True once it is kept for sending; until then it stays where it is. */
	async place(): Promise<boolean> {
		this.sending = true;
		this.notice = this.problem = null;
		try {
			await this.rounds.send(this.cart.order());
			this.cart.clear();
			return true;
		} catch {
			this.problem = m.problems_network();
			return false;
		} finally {
			this.sending = false;
		}
	}

	/** Puts what can still be had of an earlier order into the cart. */
	again(order: Order): void {
		const { lines, missing } = orderAgain(order.lines, this.visit.dishes, this.visit.availability);
		this.cart.add(...lines);
		const names = missing.join(', ');
		this.notice = missing.length === 0 ? m.guest_again_all() : m.guest_again_missing({ names });
	}

	/** Takes out of the cart what the menu no longer has, and says so. */
	prune(): void {
		const count = this.cart.prune(this.visit.dishes);
		if (count > 0) this.notice = m.guest_pruned({ count });
	}

	#sent(order: Order): void {
		const waits = order.status === 'awaiting_approval';
		this.notice = waits ? m.status_awaiting_approval() : m.guest_sent({ number: order.number });
		this.visit.reload().catch(() => undefined);
	}

	async #refused(order: OrderIn, problem: Problem): Promise<void> {
		if (problem.code === 'sold_out') this.visit.refreshStock();
		this.cart.takeBack(order);
		this.onreturn();
		this.problem = `${await why(new ApiError(problem))} ${m.guest_back_in_cart()}`;
	}
}
