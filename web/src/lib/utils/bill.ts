import type { Bill, Money, NamedAmount } from '$lib/api/types';
import { isZero } from './money';

export type BillWords = {
	serviceCharge: string;
	tip: string;
	roundOff: string;
	total: string;
	paid: string;
	balance: string;
};

const present = (name: string, amount: Money | null | undefined): NamedAmount[] =>
	amount && !isZero(amount) ? [{ name, amount }] : [];

/** The rows under a bill's lines, in the order a bill has them; those that are nothing are left out. */
export function billRows(bill: Bill, words: BillWords): NamedAmount[] {
	return [
		...(bill.discounts ?? []),
		...present(words.serviceCharge, bill.service_charge),
		...bill.taxes,
		...present(words.tip, bill.tip),
		...present(words.roundOff, bill.round_off),
		{ name: words.total, amount: bill.total },
		...present(words.paid, bill.paid),
		{ name: words.balance, amount: bill.balance },
	];
}
