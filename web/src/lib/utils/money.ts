import type { Money } from '$lib/api/types';
import { intlLocale } from './locale';

/** Making one takes longer than a hundred uses of it, and a menu shows hundreds of prices. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(currency: string): Intl.NumberFormat {
	const known = formatters.get(currency);
	if (known) return known;
	const made = new Intl.NumberFormat(intlLocale(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
	formatters.set(currency, made);
	return made;
}

/** How many minor units make one, as a power of ten: 2 for INR, 0 for JPY. */
function digits(currency: string): number {
	return formatter(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** How many minor units make one: 100 paise a rupee. */
export const minorUnits = (currency: string): number => 10 ** digits(currency);

/** `₹1,23,450.00`: the restaurant's currency in its grouping. */
export function formatMoney({ amount, currency }: Money): string {
	return formatter(currency).format(amount / minorUnits(currency));
}

/** Reads what a cashier typed (`1,200`, `99.50`) without floating point; `null` if it is no amount. */
export function parseMoney(text: string, currency: string): Money | null {
	const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(text.trim().replaceAll(',', ''));
	const places = digits(currency);
	const fraction = match?.[2] ?? '';
	if (!match || fraction.length > places) return null;
	return { amount: Number(match[1] + fraction.padEnd(places, '0')), currency };
}

/** The amount as a cashier would type it: `99.50`. */
export function plainMoney({ amount, currency }: Money): string {
	const places = digits(currency);
	const text = String(Math.abs(amount)).padStart(places + 1, '0');
	const sign = amount < 0 ? '-' : '';
	if (places === 0) return sign + text;
	return `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}

export const isZero = (money: Money): boolean => money.amount === 0;
export const isOwed = (money: Money): boolean => money.amount > 0;
