import { coalesce } from '$lib/live/coalesce';
import type { Office } from './office.svelte';

/** One thing that a page shows: loading at first, then the thing, or why it could not be had. */
export class Loaded<T> {
	value = $state.raw<T | null>(null);
	problem = $state<string | null>(null);
	/** Loads it (again); calls in a burst are merged. The old value stays until there is a new one. */
	readonly load: () => Promise<void>;

	constructor(
		readonly office: Office,
		get: () => Promise<T>,
	) {
		this.load = coalesce(async () => {
			try {
				this.value = await get();
				this.problem = null;
			} catch (error) {
				this.problem = office.tell(error);
			}
		});
	}
}
