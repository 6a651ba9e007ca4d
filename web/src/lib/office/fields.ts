import { ApiError } from '$lib/api/client';
import { m } from '$lib/paraglide/messages';

/** What is wrong with each field, by its name. */
export type FieldErrors = Record<string, string>;

const UNPROCESSABLE = 422;
const CONFLICT = 409;

/** What fields have to be, in the words of the page; for others the server's own words are shown. */
const rules: Record<string, () => string> = {
	name: m.office_rule_name,
	floor: m.office_rule_floor,
	seats: m.office_rule_seats,
	email: m.office_rule_email,
	staff_id: m.office_rule_staff_id,
	password: m.office_rule_password,
	new: m.office_rule_password,
	current: m.office_rule_current,
	station: m.office_rule_station,
	time_zone: m.office_rule_time_zone,
	languages: m.office_rule_languages,
	fssai: m.office_rule_fssai,
	gstin: m.office_rule_gstin,
	tax_classes: m.office_rule_tax_classes,
	stations: m.office_rule_stations,
	hours: m.office_rule_hours,
	business_day_start: m.office_rule_time,
	rounding_unit: m.office_rule_rounding,
	caps: m.office_rule_caps,
	unseen_amount: m.office_rule_amount,
	price: m.office_rule_amount,
};

/** What clashes with something that is there already. */
const clashes: Record<string, [field: string, words: () => string]> = {
	name_taken: ['name', m.office_rule_name_taken],
	login_taken: ['login', m.office_rule_login_taken],
	duplicate: ['login', m.office_rule_login_taken],
};

/** The fields that a refusal names; none where it is about something else. */
export function fieldErrors(error: unknown): FieldErrors {
	if (!(error instanceof ApiError)) return {};
	const { status, code, errors } = error.problem;
	const clash = status === CONFLICT ? clashes[code] : undefined;
	if (clash) return { [clash[0]]: clash[1]() };
	if (status !== UNPROCESSABLE) return {};
	const named = (errors ?? []).map(({ field, message }): [string, string] => {
		const name = field.split('.').at(-1) ?? field;
		return [name, rules[name]?.() ?? message];
	});
	return Object.fromEntries(named);
}
