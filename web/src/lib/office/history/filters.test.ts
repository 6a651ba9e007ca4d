import { describe, expect, it } from 'vitest';
import { readFilters, withFilter, withoutFilters } from './filters';

const url = (text: string) => new URL(text, 'http://dineqr.test');
const read = (text: string) => readFilters(url(text).searchParams);

describe('the filters of a list', () => {
	it('stand in the link', () => {
		expect(read('/manage/tabs?status=open&q=asha')).toEqual({ q: 'asha', status: 'open' });
	});

	it('are not what else the link holds', () => {
		expect(read('/manage/tabs?tab=t1&cursor=x')).toEqual({});
	});

	it('are dropped where they cannot be', () => {
		expect(read('/manage/tabs?from=2026-02-30&to=2026-02-28&q=%20')).toEqual({ to: '2026-02-28' });
	});

	it('are only those that a list knows', () => {
		expect(readFilters(url('/x?q=a&channel=parcel').searchParams, ['q'])).toEqual({ q: 'a' });
	});

	it('change one at a time and keep the rest of the link', () => {
		expect(withFilter(url('/manage/tabs?q=asha&tab=t1'), 'status', 'open')).toBe('/manage/tabs?q=asha&tab=t1&status=open');
		expect(withFilter(url('/manage/tabs?q=asha'), 'q', '  ')).toBe('/manage/tabs');
	});

	it('are taken off at once', () => {
		expect(withoutFilters(url('/manage/tabs?q=asha&status=open&tab=t1'))).toBe('/manage/tabs?tab=t1');
	});
});
