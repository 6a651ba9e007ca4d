import { ApiError } from '$lib/api/client';
import { m } from '$lib/paraglide/messages';

/** What is wrong with a row of a file; `lang` of a rule that is said in the server's own words. */
export type RowProblem = { row: number | null; column: string; rule: string; lang?: 'en'; text: string };

const ROW = /^line (\d+): (.+)$/;
/** The dish stands in the file already. */
const SAME = /as line (\d+)$/;

/** What each column has to hold, in the words of the page. */
const rules: Record<string, () => string> = {
	category: m.office_import_rule_name,
	name: m.office_import_rule_name,
	variant: m.office_import_rule_variant,
	description: m.office_import_rule_description,
	price_inr: m.office_import_rule_price,
	diet: m.office_import_rule_diet,
	station: m.office_import_rule_station,
	tax_class: m.office_import_rule_tax,
};

function ruleOf(column: string, message: string): Pick<RowProblem, 'rule' | 'lang'> {
	const same = SAME.exec(message)?.[1];
	if (same) return { rule: m.office_import_rule_same({ row: same }) };
	const rule = rules[column]?.();
	return rule ? { rule } : { rule: message, lang: 'en' };
}

/** The rows that a refusal names, with what stands in them; `null` where the refusal is about something else. */
export function rowProblems(error: unknown, csv: string): RowProblem[] | null {
	if (!(error instanceof ApiError)) return null;
	const { errors = [], status } = error.problem;
	if (status !== 422 || errors.length === 0) return null;
	const lines = csv.split(/\r?\n/);
	return errors.map(({ field, message }) => {
		const found = ROW.exec(field);
		const row = found ? Number(found[1]) : null;
		const column = found?.[2] ?? field;
		return { row, column, ...ruleOf(column, message), text: row === null ? '' : (lines[row - 1] ?? '') };
	});
}

/**
 * The text of a file, or `null` where it is not UTF-8: guessing would put broken names on the menu. Line ends
 * become plain line feeds, which are what the server counts rows by.
 */
export function readCsv(bytes: ArrayBuffer): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n');
	} catch {
		return null;
	}
}

/** No menu is larger; where the server takes less it says so itself. */
export const MOST_BYTES = 10_000_000;

/** Whether a file may be a menu, before it is read: browsers name the type of a CSV in several ways, or not at all. */
export const looksLikeCsv = ({ name, type }: Pick<File, 'name' | 'type'>): boolean =>
	/\.(csv|txt)$/i.test(name) || type === 'text/csv' || type === 'text/plain';
