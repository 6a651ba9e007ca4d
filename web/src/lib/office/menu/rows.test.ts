import { describe, expect, it } from 'vitest';
import { ApiError } from '$lib/api/client';
import { looksLikeCsv, readCsv, rowProblems } from './rows';

const CSV = 'category,name,price_inr,diet\r\nSoups,Tomato,99,veg\r\nSoups,Corn,abc,veg\r\n';
const refusal = (field: string, message: string, status = 422) =>
	new ApiError({ title: 'Unprocessable', status, code: 'invalid_line', errors: [{ field, code: 'invalid_line', message }] });

describe('a refused file', () => {
	it('names the row, its column, the rule, and what stands there', () => {
		expect(rowProblems(refusal('line 3: price_inr', 'digits'), CSV)).toEqual([
			{ row: 3, column: 'price_inr', rule: expect.stringMatching(/two decimals/), text: 'Soups,Corn,abc,veg' },
		]);
	});

	it('names the row that a dish stands in already', () => {
		const [problem] = rowProblems(refusal('line 3: name', 'the same category, name, diet and variant as line 2'), CSV) ?? [];
		expect(problem?.rule).toMatch(/different from row 2/);
	});

	it('is told in the words of the server where the page has none', () => {
		const [problem] = rowProblems(refusal('line 3: file', 'as many fields as the header'), CSV) ?? [];
		expect(problem).toMatchObject({ column: 'file', rule: 'as many fields as the header', lang: 'en' });
	});

	it('may name no row', () => {
		expect(rowProblems(refusal('categories', 'at least one'), CSV)?.[0]?.row).toBeNull();
	});

	it('is not what a lost signal or a full server is', () => {
		expect(rowProblems(new Error('no answer'), CSV)).toBeNull();
		expect(rowProblems(refusal('x', 'y', 503), CSV)).toBeNull();
	});
});

describe('a file', () => {
	it('is read with plain line ends and without a mark at its beginning', () => {
		expect(readCsv(new TextEncoder().encode('\ufeffa,b\r\nc,d\r\n').buffer)).toBe('a,b\nc,d\n');
	});

	it('is refused where its letters would be guessed', () => {
		expect(readCsv(new Uint8Array([0x43, 0x61, 0x66, 0xe9]).buffer)).toBeNull();
	});

	it('looks like a menu by its name or its type', () => {
		expect(looksLikeCsv({ name: 'menu.CSV', type: 'application/vnd.ms-excel' })).toBe(true);
		expect(looksLikeCsv({ name: 'menu', type: 'text/csv' })).toBe(true);
		expect(looksLikeCsv({ name: 'menu.xlsx', type: '' })).toBe(false);
	});
});
