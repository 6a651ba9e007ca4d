import { beforeEach, expect, it, vi } from 'vitest';
import { ApiError, NetworkError } from '$lib/api/client';
import { SentPayments, type SentPayment } from './sent-payments.svelte';

const typed = { method: 'cash', amount: '450.50', tendered: '500', reference: '' } as const;
const sent = (at = Date.now()): SentPayment => ({ key: 'k', typed, payment_id: null, by: 'asha', at, lost: false });
const noAnswer = () => Promise.reject(new NetworkError());
const refusal = () => Promise.reject(new ApiError({ title: 'no', status: 409, code: 'tab_closed' }));
let kept: Map<string, string>;

beforeEach(() => {
	kept = new Map();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value),
		removeItem: (key: string) => kept.delete(key),
	});
});

it('a payment that was answered is forgotten, by a yes or a no', async () => {
	const payments = new SentPayments();
	expect(await payments.send('tab', sent(), () => Promise.resolve())).toBe(true);
	expect(payments.of('tab', 'asha')).toBeNull();
	await expect(payments.send('tab', sent(), refusal)).rejects.toThrow();
	expect(payments.of('tab', 'asha')).toBeNull();
});

it('a payment whose answer got lost keeps its key, over a reload too, for its person alone', async () => {
	const payments = new SentPayments();
	expect(await payments.send('tab', sent(), noAnswer)).toBe(false);
	for (const seen of [payments, new SentPayments()]) {
		expect(seen.of('tab', 'asha')).toMatchObject({ key: 'k', typed, lost: true });
		expect(seen.of('tab', 'ravi')).toBeNull();
		expect(seen.of('other', 'asha')).toBeNull();
	}
});

it('a page that was closed while sending does not wait for the answer any more', () => {
	void new SentPayments().send('tab', sent(), () => new Promise(() => undefined));
	expect(new SentPayments().of('tab', 'asha')?.lost).toBe(true);
});

it('a payment of another day is forgotten', async () => {
	const yesterday = Date.now() - 25 * 60 * 60 * 1000;
	await new SentPayments().send('tab', sent(yesterday), noAnswer);
	expect(new SentPayments().of('tab', 'asha')).toBeNull();
});
