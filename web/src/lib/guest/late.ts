/**
 * What a guest needs only after the menu is there: the sheets with the dialog library, the outbox, the live
 * channel. None of it is in the way of the first dish.
 */
export const sheets = {
	dish: () => import('./DishSheet.svelte'),
	cart: () => import('./CartSheet.svelte'),
	bill: () => import('./BillSheet.svelte'),
};

/** What only those see who sat down, or sat here before. */
export const panels = {
	tab: () => import('./TabPanel.svelte'),
	past: () => import('./PastVisit.svelte'),
};

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const;

/** Fetches all of it once the guest first touches the page, so that it is there in a dead spot later on. */
export function fetchOnFirstTouch(): () => void {
	const stop = () => SIGNS_OF_LIFE.forEach((name) => removeEventListener(name, touched));
	const touched = () => {
		stop();
		const others = [
			() => import('$lib/outbox/outbox.svelte'),
			() => import('$lib/live/socket'),
			() => import('$lib/utils/explain'),
		];
		const all = [...Object.values(sheets), ...Object.values(panels), ...others];
		for (const fetch of all) fetch().catch(() => undefined);
	};
	SIGNS_OF_LIFE.forEach((name) => addEventListener(name, touched, { passive: true }));
	return stop;
}
