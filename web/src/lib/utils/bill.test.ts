import { expect, it } from 'vitest';
import type { Bill } from '$lib/api/types';
import { billRows } from './bill';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const bill: Bill = {
	lines: [],
	subtotal: inr(1000),
	discounts: [],
	service_charge: inr(0),
	taxes: [{ name: 'CGST', rate_basis_points: 250, inclusive: false, amount: inr(25) }],
	round_off: inr(0),
	tip: inr(0),
	total: inr(1025),
	paid: inr(0),
	balance: inr(1025),
};
const names = (of: Bill) => billRows(of).map((row) => row.name);

it('a bill leaves out what is nothing and always ends with total and balance', () => {
	expect(names(bill)).toEqual(['CGST 2.5%', 'Total', 'Balance']);
	const paid = { ...bill, round_off: inr(-5), paid: inr(1020), balance: inr(0) };
	expect(names(paid)).toEqual(['CGST 2.5%', 'Round-off', 'Total', 'Paid', 'Balance']);
});

it('a tax within the prices says so, and a discount is taken off', () => {
	const [tax] = bill.taxes;
	const within = { ...bill, taxes: [{ ...tax!, inclusive: true }] };
	expect(names(within)[0]).toBe('CGST 2.5%, in the prices');
	const [row] = billRows({ ...bill, discounts: [{ name: 'Regular', amount: inr(100) }] });
	expect(row).toEqual({ name: 'Discount: Regular', amount: inr(-100) });
});
