/**
 * Keeps the screen on while the page is looked at, where the browser can and may. It lets go whenever the page is
 * hidden, so it is asked again when the page comes back. The answer lets the screen sleep.
 */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let over = false;
	const hold = async () => {
		if (document.visibilityState !== 'visible' || over) return;
		lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
		if (over) void lock?.release();
	};
	const again = () => void hold();
	document.addEventListener('visibilitychange', again);
	void hold();
	return () => {
		over = true;
		document.removeEventListener('visibilitychange', again);
		void lock?.release().catch(() => undefined);
	};
}
