import { m } from '$lib/paraglide/messages';

/** Why a kitchen turns an order down, most often first. Guests read it. */
export const REJECT_REASONS = [
	m.staff_reason_sold_out,
	m.staff_reason_closed,
	m.staff_reason_busy,
	m.staff_reason_changed,
	m.staff_reason_mistake,
];

/** Why a line is taken off. */
export const VOID_REASONS = [m.staff_reason_sold_out, m.staff_reason_changed, m.staff_reason_mistake];
