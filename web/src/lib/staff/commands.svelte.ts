import * as api from '$lib/api/staff';
import type { Line, LineStep } from '$lib/api/types';
import { explain } from '$lib/utils/explain';
import type { Board } from './board.svelte';

/** How long the last step is offered to be taken back. The server allows twice as long. */
export const UNDO_MS = 8_000;

export type Undoable = { tab_id: string; line: Line; to: LineStep };

/** Runs what staff do on the board: shows the result at once and the failure until the next try. */
export class Commands {
	problem = $state<string | null>(null);
	undoable = $state.raw<Undoable | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(readonly board: Board) {}

	/** Does something to a tab and shows the tab as it is afterwards. Answers whether it was done. */
	async onTab(tab_id: string, act: () => Promise<unknown>): Promise<boolean> {
		return this.run(async () => {
			await act();
			await Promise.all([this.board.reloadTab(tab_id), this.board.reloadFloors()]);
		});
	}

	/** Does something and shows its failure. Answers whether it was done. */
	async run(act: () => Promise<unknown>): Promise<boolean> {
		this.problem = null;
		try {
			await act();
			return true;
		} catch (error) {
			this.problem = explain(error);
			return false;
		}
	}

	/** Moves a line one step and offers to undo it. */
	async advance(tab_id: string, line: Line, to: LineStep): Promise<void> {
		if (!(await this.onTab(tab_id, () => api.advanceLine(tab_id, line.id, to)))) return;
		clearTimeout(this.#timer);
		this.undoable = { tab_id, line, to };
		this.#timer = setTimeout(() => (this.undoable = null), UNDO_MS);
	}

	/** Takes the last step back. */
	async undo(): Promise<void> {
		const last = this.undoable;
		if (!last) return;
		clearTimeout(this.#timer);
		this.undoable = null;
		await this.onTab(last.tab_id, () => api.undoLine(last.tab_id, last.line.id));
	}
}
