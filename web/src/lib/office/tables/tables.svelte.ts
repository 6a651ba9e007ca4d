import * as api from '$lib/api/manage';
import { Loaded } from '../loaded.svelte';
import type { Office } from '../office.svelte';

/** How far a long work is. */
export type Progress = { done: number; of: number };

/** The restaurant's tables. */
export class TableDesk extends Loaded<api.ManagedTable[]> {
	progress = $state.raw<Progress | null>(null);

	constructor(office: Office) {
		super(office, async () => (await api.tables()).items);
	}

	/** Adds tables one after the other and shows each; stops at the first that is refused. */
	async add(names: string[], floor: string, seats: number): Promise<void> {
		try {
			for (const [done, name] of names.entries()) {
				this.progress = { done, of: names.length };
				this.#show(await api.addTable({ name, floor, seats }));
			}
		} finally {
			this.progress = null;
		}
	}

	async change(id: string, change: api.TablePatch): Promise<void> {
		this.#show(await api.changeTable(id, change));
	}

	/** Takes the table's code out of use; it has another from now on. */
	async revoke(id: string): Promise<void> {
		this.#show(await api.revokeTable(id));
	}

	async remove(id: string): Promise<void> {
		await api.removeTable(id);
		this.value = (this.value ?? []).filter((table) => table.id !== id);
	}

	#show(table: api.ManagedTable): void {
		const others = (this.value ?? []).filter(({ id }) => id !== table.id);
		this.value = [...others, table];
	}
}
