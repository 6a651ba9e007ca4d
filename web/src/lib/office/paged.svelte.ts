import type { Page, Query } from '$lib/api/manage';
import type { Office } from './office.svelte';

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
		return this.#fetch(query, (found) => found);
	}

	/** The next page, below what is there. */
	more(): Promise<void> {
		const cursor = this.cursor ?? '';
		return this.#fetch({ ...this.#query, cursor }, (found) => [...(this.items ?? []), ...found]);
	}

	/** The same list again from its beginning. */
	reload(): Promise<void> {
		return this.start(this.#query);
	}

	/** An answer that a newer question overtook is dropped. */
	async #fetch(query: Query, merge: (found: T[]) => T[]): Promise<void> {
		const turn = ++this.#turn;
		this.busy = true;
		try {
			const page = await this.get(query);
			if (turn !== this.#turn) return;
			this.items = merge(page.items);
			this.cursor = page.next_cursor ?? null;
			this.problem = null;
		} catch (error) {
			if (turn === this.#turn) this.problem = this.office.tell(error);
		} finally {
			if (turn === this.#turn) this.busy = false;
		}
	}
}
