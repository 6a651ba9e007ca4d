import type { Page, Query } from '$lib/api/manage';
import type { Office } from './office.svelte';

/** So many empty pages are read through by themselves; then somebody says whether to look further back. */
const EMPTY_PAGES = 20;

/** A long list that is loaded page by page, as its filters say. */
export class Paged<T> {
	items = $state.raw<T[] | null>(null);
	cursor = $state<string | null>(null);
	busy = $state(false);
	problem = $state<string | null>(null);
	#query: Query = {};
	#turn = 0;

	constructor(
		readonly office: Office,
		readonly get: (query: Query) => Promise<Page<T>>,
	) {}

	/** Begins anew with other filters; what was found before stays until there is something new. */
	start(query: Query): Promise<void> {
		this.#query = query;
		return this.#fetch(query, []);
	}

	/** The next page, below what is there. */
	more(): Promise<void> {
		return this.#fetch({ ...this.#query, cursor: this.cursor ?? '' }, this.items ?? []);
	}

	/** The same list again from its beginning. */
	reload(): Promise<void> {
		return this.start(this.#query);
	}

	/** An answer that a newer question overtook is dropped. */
	async #fetch(query: Query, above: T[]): Promise<void> {
		const turn = ++this.#turn;
		this.busy = true;
		try {
			const page = await this.#next(query, turn);
			if (turn !== this.#turn) return;
			this.items = [...above, ...page.items];
			this.cursor = page.next_cursor ?? null;
			this.problem = null;
		} catch (error) {
			if (turn === this.#turn) this.problem = this.office.tell(error);
		} finally {
			if (turn === this.#turn) this.busy = false;
		}
	}

	/** The next page that holds something: the server looks through a bounded part of the past at a time. */
	async #next(query: Query, turn: number): Promise<Page<T>> {
		let page = await this.get(query);
		for (let i = 0; i < EMPTY_PAGES && page.items.length === 0 && page.next_cursor && turn === this.#turn; i++) {
			page = await this.get({ ...query, cursor: page.next_cursor });
		}
		return page;
	}
}
