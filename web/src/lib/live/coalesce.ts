/**
 * Runs `load` now, or once more after the run under way: many calls in a burst cost two loads, and
 * the last load always starts after the last call.
 */
export function coalesce(load: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | null = null;
	let again = false;
	const run = async (): Promise<void> => {
		do {
			again = false;
			await load();
		} while (again);
	};
	return () => {
		again = running !== null;
		running ??= run().finally(() => (running = null));
		return running;
	};
}
