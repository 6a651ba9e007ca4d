// Whether the texts are complete: pure functions over message files and sources, for the test beside `$lib`.

/** A text: one string, or a list of variants of which a count or a word chooses. */
export type Message = string | readonly Variants[];
export type Variants = {
	declarations?: readonly string[];
	selectors?: readonly string[];
	match: Readonly<Record<string, string>>;
};
export type Messages = Readonly<Record<string, Message>>;
/** The texts of one area, by language. */
export type Area = Readonly<Record<string, Messages>>;

/** The script each language is written in; any other language may use what it likes. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
	hi: /\p{Script=Devanagari}/u,
	ta: /\p{Script=Tamil}/u,
	ar: /\p{Script=Arabic}/u,
};
const PLACEHOLDER = /\{\s*([\w$]+)\s*\}/g;
const LATIN_WORD = /\p{Script=Latin}[\p{Script=Latin}\d_]*/gu;

const isText = (message: Message): message is string => typeof message === 'string';
const variantsOf = (message: Message): readonly Variants[] => (isText(message) ? [] : message);

/** Every wording of a message. */
export const wordings = (message: Message): string[] =>
	isText(message) ? [message] : message.flatMap(({ match }) => Object.values(match));

/** What a message has to be given: what its wordings show and what its variants are chosen by. */
export function inputs(message: Message): string[] {
	const shown = wordings(message).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
	const chosenBy = variantsOf(message).flatMap(({ declarations = [], selectors = [] }) =>
		selectors.map((selector) => sourceOf(selector, declarations)),
	);
	return [...new Set([...shown, ...chosenBy])].sort();
}

/** `local countPlural = count: plural` makes a selector of the input `count`. */
const LOCAL = /^local\s+(\w+)\s*=\s*(\w+)\s*:\s*(\w+)/;
const localOf = (selector: string, declarations: readonly string[]) =>
	declarations.map((line) => LOCAL.exec(line)).find((found) => found?.[1] === selector);
const sourceOf = (selector: string, declarations: readonly string[]): string =>
	localOf(selector, declarations)?.[2] ?? selector;

/** Languages that lack a key others have. */
export function missingKeys(area: Area): string[] {
	const all = [...new Set(each(area).map(([, key]) => key))];
	return Object.entries(area).flatMap(([language, messages]) =>
		all.filter((key) => !(key in messages)).map((key) => `${language}: ${key} is missing`),
	);
}

/** Messages that need other inputs in one language than in the base language. */
export function differingInputs(area: Area, base = 'en'): string[] {
	return each(area).flatMap(([language, key, message]) => {
		const original = area[base]?.[key];
		if (original === undefined) return [];
		const [ours, theirs] = [inputs(message).join(', '), inputs(original).join(', ')];
		return ours === theirs ? [] : [`${language}: ${key} has {${ours}}, ${base} has {${theirs}}`];
	});
}

/** Messages without a word in them. */
export const emptyTexts = (area: Area): string[] =>
	each(area)
		.filter(([, , message]) => wordings(message).length === 0 || wordings(message).some((text) => text.trim() === ''))
		.map(([language, key]) => `${language}: ${key} is empty`);

/**
 * Wordings that are not in their language's script, or have a foreign word in them. `names` are words that stay as
 * they are in every language; `examples` are words that stay so in one text, by its key.
 */
export function foreignTexts(
	area: Area,
	names: ReadonlySet<string>,
	examples: Readonly<Record<string, string>>,
): string[] {
	return each(area).flatMap(([language, key, message]) => {
		const script = SCRIPTS[language];
		if (!script) return [];
		const known = new Set([...names, ...(examples[key]?.split(' ') ?? [])]);
		return wordings(message).flatMap((text) => {
			const words = text.replace(PLACEHOLDER, ' ');
			const foreign = (words.match(LATIN_WORD) ?? []).filter((word) => !known.has(word));
			if (foreign.length > 0) return [`${language}: ${key} says "${foreign.join(' ')}"`];
			const rest = words.replace(LATIN_WORD, '');
			return /\p{L}/u.test(rest) && !script.test(rest) ? [`${language}: ${key} is in another script`] : [];
		});
	});
}

/** Plurals without a wording for a form that the language has: the page would show the key instead. */
export function missingForms(area: Area): string[] {
	return each(area).flatMap(([language, key, message]) =>
		variantsOf(message).flatMap((variants) =>
			(variants.selectors ?? []).flatMap((selector) =>
				formsOf(selector, variants, language)
					.filter((form) => !covers(variants, selector, form))
					.map((form) => `${language}: ${key} has no wording for ${selector}=${form}`),
			),
		),
	);
}

/** The values a selector can have. Where it is no plural, only what falls through to `*` is for certain. */
function formsOf(selector: string, { declarations = [] }: Variants, language: string): string[] {
	const kind = localOf(selector, declarations)?.[3];
	return kind === 'plural' ? new Intl.PluralRules(language).resolvedOptions().pluralCategories : ['*'];
}

const covers = ({ match }: Variants, selector: string, form: string): boolean =>
	Object.keys(match).some((condition) => {
		const wanted = new RegExp(`\\b${selector}\\s*=\\s*([\\w*]+)`).exec(condition)?.[1] ?? '*';
		return wanted === '*' || wanted === form;
	});

/** The keys that a source asks for, as `m.key`. */
export const usedKeys = (source: string): string[] => [...code(source).matchAll(/\bm\s*\.\s*(\w+)/g)].map(([, key = '']) => key);

/** Keys that are put together while the page runs, where nobody can see whether they exist. */
export const computedKeys = (source: string): string[] => code(source).match(/\bm\s*\[[^\]]*\]/g) ?? [];

/** A source that uses texts, or nothing; without its comments. */
const code = (source: string): string =>
	source.includes('$lib/paraglide/messages') ? source.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '') : '';

/** What is used and does not exist, and what exists and is not used. */
export function strayKeys(existing: ReadonlySet<string>, used: ReadonlySet<string>): string[] {
	return [
		...[...used].filter((key) => !existing.has(key)).map((key) => `m.${key} does not exist`),
		...[...existing].filter((key) => !used.has(key)).map((key) => `${key} is not used`),
	];
}

/** Keys that more than one area has: the one would hide the other. */
export function repeatedKeys(areas: readonly Area[], base = 'en'): string[] {
	const keys = areas.flatMap((area) => Object.keys(area[base] ?? {}));
	return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))].map((key) => `${key} is in two areas`);
}

/** Every message but the schema's name. */
const each = (area: Area): [language: string, key: string, message: Message][] =>
	Object.entries(area).flatMap(([language, messages]) =>
		Object.entries(messages)
			.filter(([key]) => !key.startsWith('$'))
			.map(([key, message]): [string, string, Message] => [language, key, message]),
	);
