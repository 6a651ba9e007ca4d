import type { LineStatus, LineStep } from '$lib/api/types';

/** How long a step is offered to be taken back. The server allows twice as long. */
export const UNDO_MS = 8_000;

/** A line's step, with where it stood before and the key it was sent under. */
export type Taken = { tab_id: string; line_id: string; from: LineStatus; to: LineStep; key: string };
/** What one tap did: a step of one line, or of all lines of a ticket. `name` says of what. */
export type Undo = { name: string; to: LineStep; steps: Taken[] };

/** What can still be taken back, the last first; each for eight seconds. */
export class Undos {
	all = $state.raw<Undo[]>([]);
	readonly last = $derived(this.all.at(-1) ?? null);
	#timers = new Map<Undo, ReturnType<typeof setTimeout>>();

	/** The server takes back a line's last step alone, so a further one ends the offer for those before it. */
	push(undo: Undo): void {
		for (const { line_id } of undo.steps) this.#outrun(line_id);
		this.all = [...this.all, undo];
		this.#timers.set(
			undo,
			setTimeout(() => this.#forget(undo), UNDO_MS),
		);
	}

	/** Takes the last one off the pile. */
	pop(): Undo | null {
		const { last } = this;
		if (last) this.#forget(last);
		return last;
	}

	clear(): void {
		for (const undo of this.all) this.#forget(undo);
	}

	#outrun(line: string): void {
		for (const undo of this.all) {
			undo.steps = undo.steps.filter(({ line_id }) => line_id !== line);
			if (undo.steps.length === 0) this.#forget(undo);
		}
	}

	#forget(undo: Undo): void {
		clearTimeout(this.#timers.get(undo));
		this.#timers.delete(undo);
		this.all = this.all.filter((one) => one !== undo);
	}
}
