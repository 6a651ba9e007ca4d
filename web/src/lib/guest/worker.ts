/** Long after the first dish: the files that the worker fetches are in nobody's way. */
const DELAY_MS = 5_000;

/** Has the service worker keep this page for dead spots. Without a secure context there is none. */
export function keepForDeadSpots(): void {
	if (!('serviceWorker' in navigator)) return;
	setTimeout(() => {
		if (navigator.onLine) register();
		else addEventListener('online', register, { once: true });
	}, DELAY_MS);
}

const register = () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
