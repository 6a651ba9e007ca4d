import { ApiError } from '$lib/api/client';
import { fieldErrors, type FieldErrors } from './fields';
import type { Office } from './office.svelte';

/** What became of a change: under way, saved at a time, or refused, with the fields that are wrong. */
export class Saving {
	busy = $state(false);
	savedAt = $state<number | null>(null);
	problem = $state<string | null>(null);
	fields = $state.raw<FieldErrors>({});

	constructor(readonly office: Office) {}

	/** Makes a change and tells how it went. Answers whether it was made. */
	async run(change: () => Promise<unknown>): Promise<boolean> {
		this.busy = true;
		this.problem = null;
		this.fields = {};
		try {
			await change();
			this.savedAt = Date.now();
			return true;
		} catch (error) {
			this.savedAt = null;
			this.fields = fieldErrors(error);
			const named = error instanceof ApiError && Object.keys(this.fields).length > 0;
			this.problem = named ? null : this.office.tell(error);
			return false;
		} finally {
			this.busy = false;
		}
	}
}
