/** How often ages are looked at again: often enough for minutes, rarely enough for a hundred and fifty tickets. */
const TICK_MS = 10_000;

/** The time as tickets need it. */
export class Clock {
	now = $state(Date.now());

	/** Goes until the answer is called. A screen that wakes up does not wait for the next tick. */
	watch(): () => void {
		const tick = () => (this.now = Date.now());
		const timer = setInterval(tick, TICK_MS);
		document.addEventListener('visibilitychange', tick);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', tick);
		};
	}
}
