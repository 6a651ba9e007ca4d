import type { Line, LineStep, Order, OrderStatus } from '$lib/api/types';
import { isBefore, progressOf, withSteps, type Pending } from '$lib/staff/steps';
import type { Shown } from '$lib/staff/snapshot';
import { columnOf, nextStep, type Column } from '$lib/utils/steps';

/** One station's view of one order, or the whole of it. */
export type Ticket = {
	order: Order;
	lines: Line[];
	/** How far these lines are: a station's ticket may be ready before the order is. */
	status: OrderStatus;
	placed: number;
	/** When the first of the unfinished lines was promised; `null` once none is left to make. */
	promised: number | null;
	/** Lines with a step that the server has not answered. */
	waits: ReadonlySet<string>;
};
export type Columns = Record<Column, Ticket[]>;

type Made = { station: string | null; steps: string; ticket: Ticket | null };
/** A ticket is made once for an order: what did not change is the same object and is not drawn again. */
const made = new WeakMap<Order, Made>();

function ticketOf(order: Order, station: string | null, pending: Pending): Ticket | null {
	const steps = signature(order, pending);
	const known = made.get(order);
	if (known && known.station === station && known.steps === steps) return known.ticket;
	const ticket = make(withSteps(order, pending), station, pending);
	made.set(order, { station, steps, ticket });
	return ticket;
}

/** Tells whether an order's pending steps are those its ticket was made with. */
function signature(order: Order, pending: Pending): string {
	if (pending.size === 0) return '';
	return [order, ...order.lines].flatMap(({ id }) => (pending.has(id) ? [id, JSON.stringify(pending.get(id))] : [])).join();
}

function make(order: Order, station: string | null, pending: Pending): Ticket | null {
	const lines = order.lines.filter((line) => station === null || line.station === station);
	const undecided = columnOf(order.status) === 'incoming' || columnOf(order.status) === null;
	const status = undecided ? order.status : progressOf(lines);
	if (lines.length === 0 || status === null || columnOf(status) === null) return null;
	const unfinished = lines.filter((line) => line.status === 'queued' || line.status === 'preparing');
	const promises = unfinished.map((line) => Date.parse(line.promised_at));
	return {
		order,
		lines,
		status,
		placed: Date.parse(order.placed_at),
		promised: promises.length > 0 ? Math.min(...promises) : null,
		waits: new Set(lines.map(({ id }) => id).filter((id) => pending.has(id))),
	};
}

/** Everything live, by column, the longest waiting first. `station` alone, or all of them. */
export function columnsOf(shown: Shown, station: string | null, pending: Pending): Columns {
	const columns: Columns = { incoming: [], cooking: [], ready: [] };
	for (const tab of shown.tabs.values()) {
		for (const order of tab.orders) {
			const ticket = ticketOf(order, station, pending);
			const column = ticket && columnOf(ticket.status);
			if (column) columns[column].push(ticket);
		}
	}
	for (const tickets of Object.values(columns)) {
		tickets.sort((a, b) => a.placed - b.placed || a.order.number - b.order.number);
	}
	return columns;
}

/** A step for one line. */
export type Move = { line: Line; to: LineStep };

/** One step for the whole ticket: everything goes to where the least advanced line goes next. */
export function bumpOf({ lines }: Pick<Ticket, 'lines'>): { to: LineStep; moves: Move[] } | null {
	const status = progressOf(lines);
	const first = lines.find((line) => nextStep(line.status) !== null && progressOf([line]) === status);
	const to = first && nextStep(first.status);
	if (!to) return null;
	return { to, moves: lines.filter((line) => isBefore(line.status, to)).map((line) => ({ line, to })) };
}
