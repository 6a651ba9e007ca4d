/**
 * What a guest needs only after the menu is there: the sheets with the dialog library, the outbox, the live
 * channel. None of it is in the way of the first dish.
 */
export const sheets = {
	dish: () => import('./DishSheet.svelte'),
	cart: () => import('./CartSheet.svelte'),
	bill: () => import('./BillSheet.svelte'),
};

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const;

/** Fetches all of it once the guest first touches the page, so that it is there in a dead spot later on. */
export function fetchOnFirstTouch(): () => void {
	const stop = () => SIGNS_OF_LIFE.forEach((name) => removeEventListener(name, touched));
	const touched = () => {
		stop();
		const parts = [...Object.values(sheets), () => import('$lib/outbox/outbox.svelte'), () => import('$lib/live/socket')];
		for (const part of parts) part().catch(() => undefined);
	};
	SIGNS_OF_LIFE.forEach((name) => addEventListener(name, touched, { passive: true }));
	return stop;
}
