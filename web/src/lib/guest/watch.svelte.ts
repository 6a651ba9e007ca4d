import { onMount, untrack } from 'svelte';
import type { Cart } from './cart.svelte';
import { fetchOnFirstTouch } from './late';
import type { Ordering } from './ordering.svelte';
import { Signal } from './signal.svelte';
import type { Visit } from './visit.svelte';

/** A thumb that is still counting portions asks for one price, not for each. */
const PRICE_DELAY_MS = 250;

/** Keeps the cart's price up to date, and what it holds to what the menu has. Call it while a component is made. */
export function watchCart(visit: Visit, cart: Cart, ordering: Ordering, signal: Signal): void {
	const someSoldOut = $derived(ordering.soldOut.length > 0);
	$effect(() => {
		if (visit.menu) untrack(() => ordering.prune());
	});
	$effect(() => {
		if (signal.off) ordering.unpriced = true;
		else if (cart.lines.length > 0 && !someSoldOut && (visit.signedIn || !visit.ended)) {
			const timer = setTimeout(() => void ordering.price(), PRICE_DELAY_MS);
			return () => clearTimeout(timer);
		}
	});
}

/** Sees orders on their way through to their end; `onverify` runs when one waits for a new sign-in. */
export function watchRounds(visit: Visit, { rounds }: Ordering, onverify: () => void): void {
	$effect(() => rounds.settle());
	$effect(() => {
		if (rounds.signedOut) untrack(() => visit.endSession());
	});
	$effect(() => {
		if (visit.signedOut && rounds.items.length > 0) untrack(onverify);
	});
	$effect(() => {
		if (visit.tab) untrack(() => rounds.flush());
	});
	onMount(() => {
		void rounds.start().catch(() => undefined);
		return () => rounds.stop();
	});
}

/** Catches up after dead spots and after time in a pocket. Answers what is known of the network. */
export function watchPhone(visit: Visit): Signal {
	const signal = new Signal();
	const back = () => {
		visit.refreshMenu();
		void visit.catchUp();
	};
	const woken = () => {
		if (document.visibilityState !== 'visible') return;
		visit.refreshStock();
		void visit.catchUp();
	};
	onMount(() => {
		const stops = [fetchOnFirstTouch(), signal.watch(back)];
		document.addEventListener('visibilitychange', woken);
		return () => {
			document.removeEventListener('visibilitychange', woken);
			for (const stop of stops) stop();
		};
	});
	return signal;
}
