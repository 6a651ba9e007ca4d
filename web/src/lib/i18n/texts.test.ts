import { describe, expect, test } from 'vitest';
import {
	computedKeys,
	differingInputs,
	emptyTexts,
	foreignTexts,
	inputs,
	missingForms,
	missingKeys,
	repeatedKeys,
	strayKeys,
	usedKeys,
	type Message,
} from './texts';

const phones = (match: Record<string, string>): Message => [
	{ declarations: ['input count', 'local countPlural = count: plural'], selectors: ['countPlural'], match },
];
const NAMES = new Set(['DineQR', 'PIN']);
const NONE = {};
const using = (code: string) => `import { m } from '$lib/paraglide/messages';\n${code}`;

test('a key that one language lacks is found', () => {
	expect(missingKeys({ en: { close: 'Close' }, ta: {} })).toEqual(['ta: close is missing']);
	expect(missingKeys({ en: { close: 'Close' }, ta: { close: 'மூடு' } })).toEqual([]);
});

describe('placeholders', () => {
	test('those of all wordings and of what chooses among them are wanted', () => {
		expect(inputs(phones({ 'countPlural=one': 'One at {table}', 'countPlural=other': '{count} at {table}' }))).toEqual([
			'count',
			'table',
		]);
	});

	test('one that a translation forgets, or makes up, is found', () => {
		const area = { en: { t: 'Table {name}' }, hi: { t: 'मेज़' }, ar: { t: 'طاولة {nom}' } };
		expect(differingInputs(area)).toEqual(['hi: t has {}, en has {name}', 'ar: t has {nom}, en has {name}']);
	});

	test('a language that needs no plural may do with one wording', () => {
		const en = { t: phones({ 'countPlural=one': '{count} phone', 'countPlural=other': '{count} phones' }) };
		expect(differingInputs({ en, hi: { t: '{count} फ़ोन' } })).toEqual([]);
	});
});

test('an empty text is found, also among variants', () => {
	const area = { en: { a: ' ', b: phones({ 'countPlural=one': '', 'countPlural=other': 'x' }), c: 'x' } };
	expect(emptyTexts(area)).toEqual(['en: a is empty', 'en: b is empty']);
});

describe('scripts', () => {
	test('a text left in English, or in a neighbour’s script, is found', () => {
		expect(foreignTexts({ hi: { a: 'Close' } }, NAMES, NONE)).toEqual(['hi: a says "Close"']);
		expect(foreignTexts({ ta: { a: 'बंद करें' } }, NAMES, NONE)).toEqual(['ta: a is in another script']);
		expect(foreignTexts({ ar: { a: 'أدخل the code' } }, NAMES, NONE)).toEqual(['ar: a says "the code"']);
	});

	test('names, placeholders, signs and examples stay as they are', () => {
		const area = { hi: { a: 'DineQR', b: 'PIN {pin} भरें', c: '{a} – {b}', d: 'जैसे md' } };
		expect(foreignTexts(area, NAMES, { d: 'md' })).toEqual([]);
	});

	test('an example of one text is none of another', () => {
		const area = { hi: { d: 'जैसे md', e: 'जैसे md' } };
		expect(foreignTexts(area, NAMES, { d: 'md' })).toEqual(['hi: e says "md"']);
	});

	test('English may be English', () => {
		expect(foreignTexts({ en: { a: 'Close' } }, NAMES, NONE)).toEqual([]);
	});
});

describe('plurals', () => {
	test('a form that Arabic has and the text lacks is found', () => {
		const ar = { t: phones({ 'countPlural=one': 'هاتف', 'countPlural=other': '{count} هاتف' }) };
		expect(missingForms({ ar })).toEqual(
			['few', 'many', 'two', 'zero'].map((form) => `ar: t has no wording for countPlural=${form}`),
		);
	});

	test('a wording for everything else will do', () => {
		expect(missingForms({ ar: { t: phones({ 'countPlural=one': 'هاتف', 'countPlural=*': '{count}' }) } })).toEqual([]);
	});

	test('a choice by word needs a wording for words it does not know', () => {
		const by = (match: Record<string, string>): Message => [{ declarations: ['input kind'], selectors: ['kind'], match }];
		expect(missingForms({ en: { t: by({ 'kind=cash': 'Cash' }) } })).toEqual(['en: t has no wording for kind=*']);
		expect(missingForms({ en: { t: by({ 'kind=cash': 'Cash', 'kind=*': 'Other' }) } })).toEqual([]);
	});
});

describe('keys in sources', () => {
	test('are read where texts are imported, and not from comments', () => {
		expect(usedKeys(using('{m.bill_title()} {label ?? m.a_b}'))).toEqual(['bill_title', 'a_b']);
		expect(usedKeys(using('<!-- {m.old()} -->\n// m.older()\n/* m.oldest() */'))).toEqual([]);
		expect(usedKeys('list.map((m) => m.id)')).toEqual([]);
	});

	test('that are computed are found', () => {
		expect(computedKeys(using('m[`status_${status}`]()'))).toEqual(['m[`status_${status}`]']);
	});

	test('that do not exist, or that nobody uses, are found', () => {
		expect(strayKeys(new Set(['a', 'b']), new Set(['b', 'c']))).toEqual(['m.c does not exist', 'a is not used']);
	});

	test('that two areas have are found', () => {
		expect(repeatedKeys([{ en: { a: 'x', b: 'x' } }, { en: { b: 'y' } }])).toEqual(['b is in two areas']);
	});
});
