import type { Payment, Tab } from '$lib/api/types';
import { isOwed } from './money';

/** What guests said they want to pay at the counter and still owe. */
export const announcedOf = ({ payments, bill }: Pick<Tab, 'payments' | 'bill'>): Payment[] =>
	isOwed(bill.balance)
		? payments.filter(({ method, status }) => method === 'counter' && (status === 'created' || status === 'pending'))
		: [];
