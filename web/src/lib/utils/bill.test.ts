import { expect, it } from 'vitest';
import { words } from '$lib/words';
import { billRows } from './bill';

const inr = (amount: number) => ({ amount, currency: 'INR' });

it('a bill leaves out what is nothing and always ends with total and balance', () => {
	const bill = { lines: [], taxes: [{ name: 'CGST', amount: inr(25) }], total: inr(1050), paid: inr(0), balance: inr(1050) };
	expect(billRows(bill, words.bill).map((row) => row.name)).toEqual(['CGST', 'Total', 'Balance']);
	const paid = { ...bill, service_charge: inr(0), round_off: inr(-5), paid: inr(1045), balance: inr(0) };
	expect(billRows(paid, words.bill).map((row) => row.name)).toEqual([
		'CGST',
		'Round-off',
		'Total',
		'Paid',
		'Balance',
	]);
});
