import { expect, it } from 'vitest';
import { equalPart, tenders } from './split';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const amounts = (amount: number) => tenders(inr(amount)).map((money) => money.amount);

it('a guest hands over the exact amount or the next notes', () => {
	expect(amounts(48_300)).toEqual([48_300, 50_000, 60_000, 200_000]);
	expect(amounts(50_000)).toEqual([50_000, 60_000, 200_000]);
});

it.each([1, 2, 3, 7])('%i people who each pay their part pay the whole bill', (people) => {
	let balance = 100_001;
	for (let left = people; left > 0; left -= 1) balance -= equalPart(inr(balance), left).amount;
	expect(balance).toBe(0);
});
