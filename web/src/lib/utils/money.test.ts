import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney, plainMoney } from './money';

const inr = (amount: number) => ({ amount, currency: 'INR' });

describe('money', () => {
	it('is grouped as India groups it', () => {
		expect(formatMoney(inr(12345000))).toBe('₹1,23,450.00');
		expect(formatMoney(inr(-50))).toBe('-₹0.50');
		expect(formatMoney({ amount: 1200, currency: 'JPY' })).toMatch(/1,200$/);
	});

	it('is read to the paisa or not at all', () => {
		expect(parseMoney('1,200', 'INR')).toEqual(inr(120000));
		expect(parseMoney(' 99.5 ', 'INR')).toEqual(inr(9950));
		expect(parseMoney('0.07', 'INR')).toEqual(inr(7));
		for (const text of ['', '12.345', '-5', 'ten', '1e5', '.5']) {
			expect(parseMoney(text, 'INR'), text).toBeNull();
		}
	});

	it('survives being written and read again', () => {
		for (const amount of [0, 5, 99, 100, 34500, 12345678]) {
			expect(parseMoney(plainMoney(inr(amount)), 'INR')).toEqual(inr(amount));
		}
	});
});
