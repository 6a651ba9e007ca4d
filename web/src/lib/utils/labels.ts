import type { Diet, LineStatus, LineStep, OrderStatus, ServiceKind } from '$lib/api/types';
import type { Stock } from '$lib/board/stock';
import { m } from '$lib/paraglide/messages';
import type { Column } from './steps';
import { weekdayTime } from './time';

/** How the words of the API are said to people. */
type Labels<Word extends string> = Record<Word, () => string>;

const status: Labels<OrderStatus> = {
	awaiting_approval: m.status_awaiting_approval,
	placed: m.status_placed,
	accepted: m.status_accepted,
	preparing: m.status_preparing,
	ready: m.status_ready,
	served: m.status_served,
	rejected: m.status_rejected,
	cancelled: m.status_cancelled,
};
const line: Labels<LineStatus> = {
	queued: m.line_queued,
	preparing: m.line_preparing,
	ready: m.line_ready,
	served: m.line_served,
	voided: m.line_voided,
};
const step: Labels<LineStep> = { preparing: m.step_preparing, ready: m.step_ready, served: m.step_served };
const diet: Labels<Diet> = {
	veg: m.diet_veg,
	'non-veg': m.diet_non_veg,
	egg: m.diet_egg,
	vegan: m.diet_vegan,
};
const service: Labels<ServiceKind | 'help'> = {
	waiter: m.service_waiter,
	water: m.service_water,
	bill: m.service_bill,
	help: m.service_help,
	other: m.service_other,
};
const column: Labels<Column> = {
	incoming: m.staff_columns_incoming,
	cooking: m.staff_columns_cooking,
	ready: m.staff_columns_ready,
};

const allergens: Labels<string> = {
	celery: m.allergen_celery,
	crustaceans: m.allergen_crustaceans,
	egg: m.allergen_egg,
	fish: m.allergen_fish,
	gluten: m.allergen_gluten,
	lupin: m.allergen_lupin,
	milk: m.allergen_milk,
	molluscs: m.allergen_molluscs,
	mustard: m.allergen_mustard,
	nuts: m.allergen_nuts,
	peanuts: m.allergen_peanuts,
	sesame: m.allergen_sesame,
	soy: m.allergen_soy,
	sulphites: m.allergen_sulphites,
};
const empty: Labels<Column> = {
	incoming: m.staff_empty_incoming,
	cooking: m.staff_empty_cooking,
	ready: m.staff_empty_ready,
};
const bump: Labels<LineStep> = {
	preparing: m.staff_bump_preparing,
	ready: m.staff_bump_ready,
	served: m.staff_bump_served,
};

export const statusLabel = (of: OrderStatus): string => status[of]();
export const lineLabel = (of: LineStatus): string => line[of]();
export const stepLabel = (of: LineStep): string => step[of]();
export const dietLabel = (of: Diet): string => diet[of]();
/** A manager may name others; those are said as they were written. */
export const allergenLabel = (of: string): string => allergens[of.toLowerCase()]?.() ?? of;
export const serviceLabel = (of: ServiceKind | 'help'): string => service[of]();
export const columnLabel = (of: Column): string => column[of]();
/** What to do while a column is empty. */
export const emptyColumn = (of: Column): string => empty[of]();
/** A step for everything on a ticket. */
export const bumpLabel = (of: LineStep): string => bump[of]();
/** How a dish can be ordered. */
export function stockLabel(stock: Stock): string {
	if (stock.kind === 'available') return m.staff_stock_available();
	if (stock.kind === 'counted') return m.staff_portions_left({ count: stock.portions });
	return stock.until === null ? m.staff_mark_sold_out() : m.staff_sold_out_until({ time: weekdayTime(stock.until) });
}
