import type { HoursSpan, ManagedRestaurant, RestaurantPatch, TaxClass } from '$lib/api/manage';
import type { PresencePolicy } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { parseMoney, plainMoney } from '$lib/utils/money';
import type { FieldErrors } from '../fields';
import { clockOf, isTimeZone, minutesOf } from './clock';

/** Opening and closing as they are typed, `09:00`; `key` tells rows apart while they are edited. */
export type Span = { key: number; day: number; opens: string; closes: string };

/** The settings as a manager edits them: amounts, rates and times as text. */
export type SettingsForm = {
	name: string;
	address: string;
	gstin: string;
	fssai: string;
	time_zone: string;
	languages: string[];
	accepting_orders: boolean;
	presence_policy: PresencePolicy;
	hours: Span[];
	business_day_start: string;
	stations: string[];
	tax_classes: TaxForm[];
	rounding_unit: number;
	unseen_items: number;
	unseen_amount: string;
	orders_per_tab: number;
};
export type TaxForm = Omit<TaxClass, 'components'> & { components: { name: string; percent: string }[] };

const BASIS_POINTS_PER_PERCENT = 100;

/** What the server keeps, ready to be edited. */
export function formOf({ settings, ...card }: ManagedRestaurant): SettingsForm {
	return {
		name: card.name,
		address: card.address ?? '',
		gstin: card.gstin ?? '',
		fssai: card.fssai ?? '',
		time_zone: card.time_zone,
		languages: [...card.languages],
		accepting_orders: settings.accepting_orders,
		presence_policy: settings.presence_policy as PresencePolicy,
		hours: settings.hours.map(({ day, opens, closes }, key) => ({ key, day, opens: clockOf(opens), closes: clockOf(closes) })),
		business_day_start: clockOf(settings.business_day_start),
		stations: [...settings.stations],
		tax_classes: settings.tax_classes.map((taxes) => ({
			...taxes,
			components: taxes.components.map(({ name, rate_basis_points }) => ({
				name,
				percent: String(rate_basis_points / BASIS_POINTS_PER_PERCENT),
			})),
		})),
		rounding_unit: settings.rounding_unit,
		unseen_items: settings.unseen_items,
		unseen_amount: plainMoney(settings.unseen_amount),
		orders_per_tab: settings.orders_per_tab,
	};
}

/** A typed rate in hundredths of a percent, or `null`: `2.5` is 250. */
export function basisPoints(percent: string): number | null {
	const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent.trim());
	if (!match) return null;
	const points = Number(match[1]) * BASIS_POINTS_PER_PERCENT + Number((match[2] ?? '').padEnd(2, '0'));
	return points <= 100 * BASIS_POINTS_PER_PERCENT ? points : null;
}

const isNamed = (text: string, longest: number): boolean => text.trim() !== '' && [...text.trim()].length <= longest;
const isCount = (value: number, least: number): boolean => Number.isInteger(value) && value >= least;
const areDifferent = (names: string[]): boolean => new Set(names.map((name) => name.trim())).size === names.length;
const isTax = ({ key, name, components }: TaxForm): boolean =>
	isNamed(key, 40) &&
	isNamed(name, 40) &&
	components.every((tax) => isNamed(tax.name, 40) && basisPoints(tax.percent) !== null);

/** What is wrong with what was changed, by field, before the server is asked. What is saved already is not held up. */
export function check(before: SettingsForm, form: SettingsForm, currency: string): FieldErrors {
	const { stations, tax_classes: taxes } = form;
	const spans = form.hours.flatMap(({ opens, closes }) => [minutesOf(opens), minutesOf(closes)]);
	const rules: [field: keyof SettingsForm, kept: boolean, words: () => string][] = [
		['name', isNamed(form.name, 80), m.office_rule_name],
		['gstin', /^[A-Z0-9]{15}$/i.test(form.gstin.trim()) || form.gstin.trim() === '', m.office_rule_gstin],
		['fssai', /^\d{14}$/.test(form.fssai.trim()) || form.fssai.trim() === '', m.office_rule_fssai],
		['time_zone', isTimeZone(form.time_zone), m.office_rule_time_zone],
		['languages', form.languages.length > 0, m.office_rule_languages],
		['hours', spans.every((minutes) => minutes !== null), m.office_rule_hours],
		['business_day_start', minutesOf(form.business_day_start) !== null, m.office_rule_time],
		['stations', stations.length > 0 && stations.every((s) => isNamed(s, 40)) && areDifferent(stations), m.office_rule_stations],
		['tax_classes', taxes.length > 0 && taxes.every(isTax) && areDifferent(taxes.map(({ key }) => key)), m.office_rule_tax_classes],
		['unseen_items', isCount(form.unseen_items, 0), m.office_rule_count],
		['unseen_amount', parseMoney(form.unseen_amount, currency) !== null, m.office_rule_amount],
		['orders_per_tab', isCount(form.orders_per_tab, 1), m.office_rule_count],
	];
	const touched = (field: keyof SettingsForm) => JSON.stringify(form[field]) !== JSON.stringify(before[field]);
	const broken = rules.filter(([field, kept]) => !kept && touched(field));
	return Object.fromEntries(broken.map(([field, , words]) => [field, words()]));
}

const span = ({ day, opens, closes }: Span): HoursSpan => ({
	day,
	opens: minutesOf(opens) ?? 0,
	closes: minutesOf(closes) ?? 0,
});

/** The whole form as the server takes it. The form has passed [`check`]. */
function whole(form: SettingsForm, currency: string) {
	const card = {
		name: form.name.trim(),
		address: form.address.trim(),
		gstin: form.gstin.trim().toUpperCase(),
		fssai: form.fssai.trim(),
		time_zone: form.time_zone.trim(),
		languages: form.languages,
	};
	const settings = {
		accepting_orders: form.accepting_orders,
		presence_policy: form.presence_policy,
		hours: form.hours.map(span).sort((a, b) => a.day - b.day || a.opens - b.opens),
		business_day_start: minutesOf(form.business_day_start) ?? 0,
		stations: form.stations.map((name) => name.trim()),
		tax_classes: form.tax_classes.map((taxes) => ({
			...taxes,
			key: taxes.key.trim(),
			name: taxes.name.trim(),
			components: taxes.components.map(({ name, percent }) => ({ name: name.trim(), rate_basis_points: basisPoints(percent) ?? 0 })),
		})),
		rounding_unit: form.rounding_unit,
		unseen_items: form.unseen_items,
		unseen_amount: parseMoney(form.unseen_amount, currency) ?? { amount: 0, currency },
		orders_per_tab: form.orders_per_tab,
	};
	return { card, settings };
}

const changed = <T extends object>(before: T, after: T): Partial<T> =>
	Object.fromEntries(
		Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof T])),
	) as Partial<T>;

/** Only what was changed, so that what a colleague changes at the same time stays; `null` where nothing was. */
export function changesOf(before: SettingsForm, after: SettingsForm, currency: string): RestaurantPatch | null {
	const [old, fresh] = [whole(before, currency), whole(after, currency)];
	const card = changed(old.card, fresh.card);
	const settings = changed(old.settings, fresh.settings);
	const patch = { ...card, ...(Object.keys(settings).length > 0 ? { settings } : {}) };
	return Object.keys(patch).length > 0 ? patch : null;
}
