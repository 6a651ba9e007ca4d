import type { Bill, Money, NamedAmount, Tax } from '$lib/api/types';
import { isZero } from './money';

export type BillWords = {
	discount: (name: string) => string;
	serviceCharge: string;
	tax: (name: string, percent: number, inclusive: boolean) => string;
	tip: string;
	roundOff: string;
	total: string;
	paid: string;
	balance: string;
};

const BASIS_POINTS_PER_PERCENT = 100;

/** A tax as a bill names it: with its rate, and whether the prices hold it already. */
export const taxRow = ({ name, rate_basis_points, inclusive, amount }: Tax, words: BillWords): NamedAmount => ({
	name: words.tax(name, rate_basis_points / BASIS_POINTS_PER_PERCENT, inclusive),
	amount,
});

const present = (name: string, amount: Money): NamedAmount[] => (isZero(amount) ? [] : [{ name, amount }]);
const less = ({ name, amount }: NamedAmount, words: BillWords): NamedAmount => ({
	name: words.discount(name),
	amount: { ...amount, amount: -amount.amount },
});

/** The rows under a bill's lines, in the order a bill has them; those that are nothing are left out. */
export function billRows(bill: Bill, words: BillWords): NamedAmount[] {
	return [
		...bill.discounts.map((discount) => less(discount, words)),
		...present(words.serviceCharge, bill.service_charge),
		...bill.taxes.map((tax) => taxRow(tax, words)),
		...present(words.roundOff, bill.round_off),
		...present(words.tip, bill.tip),
		{ name: words.total, amount: bill.total },
		...present(words.paid, bill.paid),
		{ name: words.balance, amount: bill.balance },
	];
}
