import { describe, expect, it } from 'vitest';
import { compareTabs, isBehind, isNews, isStale, wantsWholeBoard } from './fresh';

describe('a screen', () => {
	it('is stale when it heard nothing for fifteen seconds', () => {
		expect(isStale(1_000, 15_999)).toBe(false);
		expect(isStale(1_000, 16_000)).toBe(true);
	});

	it('is behind a newer version, and an unknown tab is always newer', () => {
		expect(isBehind(3, 4)).toBe(true);
		expect(isBehind(4, 4)).toBe(false);
		expect(isBehind(5, 4)).toBe(false);
		expect(isBehind(undefined, 0)).toBe(true);
	});

	it('loads the tabs it lacks and drops those that are gone', () => {
		const shown = new Map([
			['a', 1],
			['b', 2],
			['c', 3],
		]);
		expect(compareTabs(shown, { data: { tabs: { a: 1, b: 4, d: 1 } } })).toEqual({
			behind: ['b', 'd'],
			gone: ['c'],
		});
	});

	it('loads the whole board once many tabs are behind', () => {
		expect(wantsWholeBoard(['a', 'b', 'c'])).toBe(false);
		expect(wantsWholeBoard(['a', 'b', 'c', 'd'])).toBe(true);
	});

	it('ignores the echo of what it already shows', () => {
		const event = { id: '1', type: 'order.updated', restaurant_id: 'r', at: '', data: {} };
		expect(isNews(7, { ...event, version: 7 })).toBe(false);
		expect(isNews(7, { ...event, version: 9 })).toBe(true);
		expect(isNews(7, event)).toBe(true);
	});
});
