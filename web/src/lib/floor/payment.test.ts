import { expect, it } from 'vitest';
import { changeOf, readPayment, type Typed } from './payment';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const cash: Typed = { method: 'cash', amount: '450.50', tendered: '500', reference: '' };

it('cash gives change to the paisa', () => {
	const payment = readPayment(cash, 'INR');
	expect(payment).toEqual({ method: 'cash', amount: inr(45050), tendered: inr(50000) });
	if (typeof payment !== 'string') expect(changeOf(payment)).toEqual(inr(4950));
});

it('cash without a tendered amount is exact', () => {
	const payment = readPayment({ ...cash, tendered: '' }, 'INR');
	expect(payment).toEqual({ method: 'cash', amount: inr(45050) });
	if (typeof payment !== 'string') expect(changeOf(payment)).toBeNull();
});

it('a card or UPI payment carries its reference and no tendered amount', () => {
	const payment = readPayment({ ...cash, method: 'upi', reference: ' 4417 ' }, 'INR');
	expect(payment).toEqual({ method: 'upi', amount: inr(45050), reference: '4417' });
});

it('what is no amount, or too little, is refused before it is sent', () => {
	expect(readPayment({ ...cash, amount: '' }, 'INR')).toBe('noAmount');
	expect(readPayment({ ...cash, amount: '0' }, 'INR')).toBe('noAmount');
	expect(readPayment({ ...cash, tendered: 'five' }, 'INR')).toBe('noAmount');
	expect(readPayment({ ...cash, tendered: '450' }, 'INR')).toBe('tooLittle');
});
