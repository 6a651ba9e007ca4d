import { isStale } from './fresh';

/** When the screen last heard the server, and whether that is too long ago. */
export class Pulse {
	heardAt = $state(Date.now());
	now = $state(Date.now());
	readonly stale = $derived(isStale(this.heardAt, this.now));

	/** The server was heard just now. */
	beat(): void {
		this.heardAt = this.now = Date.now();
	}

	/** Looks at the clock every second until the answer is called. */
	watch(): () => void {
		const timer = setInterval(() => (this.now = Date.now()), 1_000);
		return () => clearInterval(timer);
	}
}
