// A long list is drawn some at a time, so that no frame takes long.

/** How many are drawn in one frame. */
const AT_ONCE = 4;

/** How much of a list is drawn. To be made where effects can be. */
export class Gradual<T> {
	readonly #all: () => T[];
	#count = $state(AT_ONCE);
	/** What is drawn by now; in the end everything, also what is added later. */
	readonly shown: T[] = $derived.by(() => this.#all().slice(0, this.#count));

	constructor(all: () => T[]) {
		this.#all = all;
		$effect(() => {
			if (this.#count >= this.#all().length) return void (this.#count = Infinity);
			const frame = requestAnimationFrame(() => (this.#count += AT_ONCE));
			return () => cancelAnimationFrame(frame);
		});
	}
}
