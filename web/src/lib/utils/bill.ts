import type { Bill, Money, NamedAmount, Tax } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { isZero } from './money';

const BASIS_POINTS_PER_PERCENT = 100;

/** A tax as a bill names it: with its rate, and whether the prices hold it already. */
export const taxRow = ({ name, rate_basis_points, inclusive, amount }: Tax): NamedAmount => ({
	name: (inclusive ? m.bill_tax_inclusive : m.bill_tax)({ name, percent: rate_basis_points / BASIS_POINTS_PER_PERCENT }),
	amount,
});

const present = (name: string, amount: Money): NamedAmount[] => (isZero(amount) ? [] : [{ name, amount }]);
const less = ({ name, amount }: NamedAmount): NamedAmount => ({
	name: m.bill_discount({ name }),
	amount: { ...amount, amount: -amount.amount },
});

/** The rows under a bill's lines, in the order a bill has them; those that are nothing are left out. */
export function billRows(bill: Bill): NamedAmount[] {
	return [
		...bill.discounts.map((discount) => less(discount)),
		...present(m.bill_service_charge(), bill.service_charge),
		...bill.taxes.map(taxRow),
		...present(m.bill_round_off(), bill.round_off),
		...present(m.bill_tip(), bill.tip),
		{ name: m.bill_total(), amount: bill.total },
		...present(m.bill_paid(), bill.paid),
		{ name: m.bill_balance(), amount: bill.balance },
	];
}
