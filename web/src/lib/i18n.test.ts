// Every text the pages show exists in all four languages, and nothing else does.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as texts from './i18n/texts';

const WEB = join(import.meta.dirname, '../..');
const LANGUAGES = ['en', 'hi', 'ta', 'ar'];
/** Words that are the same in every language: names, and what stands so on keys, cards and forms. */
const NAMES = new Set(
	'DineQR PIN UPI QR CSV PDF UTF GST CGST SGST GSTIN FSSAI SMS OTP URL Enter Ctrl Esc Backspace'.split(' '),
);
/** Words that stay as they are in one text: examples of what is typed. */
const EXAMPLES = {
	floor_not_found: 'md',
	floor_quick_hint: 'md',
	office_import_columns: 'category name price_inr diet variant station tax_class description',
	office_import_rule_diet: 'veg non veg egg vegan',
	office_table_name_hint: 'G1',
	office_tables_none_text: 'G1 G12',
	office_rule_range: 'G1 G12',
	office_rule_email: 'asha example com',
	office_rule_time_zone: 'Asia Kolkata',
	office_staff_id_hint: 'a z',
	office_rule_staff_id: 'a z',
	setup_used: 'manage',
};

/** A language that has no file yet lacks every key. */
function messagesOf(area: string, language: string): texts.Messages {
	const file = join(WEB, 'messages', area, `${language}.json`);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as texts.Messages) : {};
}
const areaOf = (name: string): texts.Area =>
	Object.fromEntries(LANGUAGES.map((language) => [language, messagesOf(name, language)]));

const names = readdirSync(join(WEB, 'messages'));
const sources = readdirSync(join(WEB, 'src'), { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.(svelte|ts)$/.test(path) && !path.includes('paraglide') && !path.endsWith('.test.ts'))
	.map((path) => ({ path, source: readFileSync(join(WEB, 'src', path), 'utf8') }));

describe.each(names)('the texts of %s', (name) => {
	test('have the same keys in every language', () => expect(texts.missingKeys(areaOf(name))).toEqual([]));
	test('have the same placeholders in every language', () => expect(texts.differingInputs(areaOf(name))).toEqual([]));
	test('say something', () => expect(texts.emptyTexts(areaOf(name))).toEqual([]));
	test('are in the script of their language', () => expect(texts.foreignTexts(areaOf(name), NAMES, EXAMPLES)).toEqual([]));
	test('have a wording for every count', () => expect(texts.missingForms(areaOf(name))).toEqual([]));
});

test('the build reads the texts of every area', () => {
	const { 'plugin.inlang.messageFormat': format } = JSON.parse(
		readFileSync(join(WEB, 'project.inlang/settings.json'), 'utf8'),
	) as { 'plugin.inlang.messageFormat': { pathPattern: string[] } };
	expect(format.pathPattern.toSorted()).toEqual(names.map((name) => `./messages/${name}/{locale}.json`).toSorted());
});

test('no key is in two areas', () => {
	const english = names.map((name) => ({ en: messagesOf(name, 'en') }));
	expect(texts.repeatedKeys(english)).toEqual([]);
});

test('every key that a page asks for exists, and every key is asked for', () => {
	const existing = new Set(names.flatMap((name) => Object.keys(messagesOf(name, 'en'))).filter((key) => !key.startsWith('$')));
	const used = new Set(sources.flatMap(({ source }) => texts.usedKeys(source)));
	expect(texts.strayKeys(existing, used)).toEqual([]);
});

test('no key is put together while the page runs', () => {
	expect(sources.flatMap(({ path, source }) => texts.computedKeys(source).map((key) => `${path}: ${key}`))).toEqual([]);
});
