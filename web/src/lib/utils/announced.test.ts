import { expect, it } from 'vitest';
import type { Payment, Tab } from '$lib/api/types';
import { announcedOf } from './announced';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const payment = (method: Payment['method'], status: Payment['status']) => ({ method, status }) as Payment;
const tab = (owed: number, ...payments: Payment[]) => ({ payments, bill: { balance: inr(owed) } }) as Tab;

it('what is announced at the counter counts until it is taken or nothing is owed', () => {
	const waiting = payment('counter', 'created');
	const all = [waiting, payment('counter', 'expired'), payment('cash', 'captured')];
	expect(announcedOf(tab(500, ...all))).toEqual([waiting]);
	expect(announcedOf(tab(0, ...all))).toEqual([]);
});
