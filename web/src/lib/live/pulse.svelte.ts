import { isStale } from './fresh';

const HALF_MINUTE_MS = 30_000;

/** When the screen last heard the server, and whether that is too long ago. */
export class Pulse {
	heardAt = $state(Date.now());
	now = $state(Date.now());
	/** The clock in steps of half a minute: what shows minutes need not be looked at every second. */
	readonly coarse = $derived(Math.floor(this.now / HALF_MINUTE_MS) * HALF_MINUTE_MS);
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
