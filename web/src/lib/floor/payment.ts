import type { CounterPayment, Money } from '$lib/api/types';
import { parseMoney } from '$lib/utils/money';

export type Typed = {
	method: CounterPayment['method'];
	amount: string;
	tendered: string;
	reference: string;
};
export type Refusal = 'noAmount' | 'tooLittle';

/** What was typed at the counter as a payment, or the name of what is wrong with it. */
export function readPayment(typed: Typed, currency: string): CounterPayment | Refusal {
	const amount = parseMoney(typed.amount, currency);
	if (!amount || amount.amount === 0) return 'noAmount';
	if (typed.method !== 'cash') {
		const reference = typed.reference.trim();
		return { method: typed.method, amount, ...(reference ? { reference } : {}) };
	}
	if (typed.tendered.trim() === '') return { method: 'cash', amount };
	const tendered = parseMoney(typed.tendered, currency);
	if (!tendered) return 'noAmount';
	if (tendered.amount < amount.amount) return 'tooLittle';
	return { method: 'cash', amount, tendered };
}

/** What the cashier gives back. */
export function changeOf({ amount, tendered }: CounterPayment): Money | null {
	if (!tendered) return null;
	return { amount: tendered.amount - amount.amount, currency: amount.currency };
}
