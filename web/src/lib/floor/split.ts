import type { Money } from '$lib/api/types';
import { minorUnits } from '$lib/utils/money';

/** The notes a guest puts on the counter, in whole units of the currency. */
const NOTES = [50, 100, 200, 500, 2_000];
const SUGGESTIONS = 4;

/** Amounts of cash a guest may hand over for this: exactly it, and the next round sums of notes. */
export function tenders({ amount, currency }: Money): Money[] {
	const unit = minorUnits(currency);
	const rounded = NOTES.map((note) => Math.ceil(amount / (note * unit)) * note * unit);
	const distinct = [...new Set([amount, ...rounded])].sort((a, b) => a - b);
	return distinct.slice(0, SUGGESTIONS).map((sum) => ({ amount: sum, currency }));
}

/** What the next of `parts` people pays of a balance so that all of them together pay it to the last paisa. */
export function equalPart({ amount, currency }: Money, parts: number): Money {
	return { amount: Math.ceil(amount / parts), currency };
}
