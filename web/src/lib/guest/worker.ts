/** Long enough after the first dish that the files of the worker are in nobody's way. */
const DELAY_MS = 2_000;

/** Has the service worker keep this page for dead spots. Without a secure context there is none. */
export function keepForDeadSpots(): void {
	if (!('serviceWorker' in navigator)) return;
	setTimeout(() => navigator.serviceWorker.register('/service-worker.js').catch(() => undefined), DELAY_MS);
}
