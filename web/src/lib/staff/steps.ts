import type { Line, LineStatus, LineStep, Order, OrderStatus } from '$lib/api/types';
import type { Item } from '$lib/outbox/queue';

/** Something the kitchen did that may wait for a signal. An `undo` knows where the line stood before. */
export type Step =
	| { kind: 'advance'; tab_id: string; line_id: string; to: LineStep }
	| { kind: 'undo'; tab_id: string; line_id: string; to: LineStatus | null }
	| { kind: 'accept' | 'approve'; tab_id: string; order_id: string };

const part = encodeURIComponent;

/** The step as the outbox keeps and sends it. */
export function commandOf(step: Step): Pick<Item, 'kind' | 'path' | 'body'> {
	const tab = `staff/tabs/${part(step.tab_id)}`;
	const { kind } = step;
	if (kind === 'advance') return { kind, path: `${tab}/lines/${part(step.line_id)}/advance`, body: { to: step.to } };
	if (kind === 'undo') return { kind, path: `${tab}/lines/${part(step.line_id)}/undo`, body: {} };
	return { kind, path: `${tab}/orders/${part(step.order_id)}/${kind}`, body: {} };
}

const PATH = /^staff\/tabs\/([^/]+)\/(?:lines|orders)\/([^/]+)\/(advance|undo|accept|approve)$/;

/** What the outbox keeps as the step it is; `null` if it is none. */
export function stepOf({ path, body }: Pick<Item, 'path' | 'body'>): Step | null {
	const match = PATH.exec(path);
	if (!match) return null;
	const [tab_id = '', id = ''] = [match[1], match[2]].map((text) => decodeURIComponent(text ?? ''));
	const kind = match[3] as Step['kind'];
	if (kind === 'advance') return { kind, tab_id, line_id: id, to: (body as { to: LineStep }).to };
	if (kind === 'undo') return { kind, tab_id, line_id: id, to: null };
	return { kind, tab_id, order_id: id };
}

const RANK: Record<Exclude<LineStatus, 'voided'>, number> = { queued: 0, preparing: 1, ready: 2, served: 3 };

/** Whether a line still has to go on to be at `to`; one that was struck off goes nowhere. */
export const isBefore = (status: LineStatus, to: LineStep): boolean => status !== 'voided' && RANK[status] < RANK[to];

/** The step a line would show, were the given one done. */
function moved(status: LineStatus, step: Step): LineStatus {
	if (status === 'voided') return status;
	if (step.kind === 'advance') return isBefore(status, step.to) ? step.to : status;
	if (step.kind === 'undo' && step.to && step.to !== 'voided') return RANK[status] > RANK[step.to] ? step.to : status;
	return status;
}

/** How far an accepted order is: as far as its least advanced live line. `null` when none is left. */
export function progressOf(lines: Line[]): OrderStatus | null {
	const ranks = lines.flatMap(({ status }) => (status === 'voided' ? [] : [RANK[status]]));
	if (ranks.length === 0) return null;
	const shown: OrderStatus[] = ['accepted', 'preparing', 'ready', 'served'];
	return shown[Math.min(...ranks)] ?? null;
}

/** Steps that were taken and of which the server's answer has not been seen, by the line or order they are for. */
export type Pending = ReadonlyMap<string, Step[]>;

export function pendingOf(steps: Step[]): Pending {
	const pending = new Map<string, Step[]>();
	for (const step of steps) {
		const id = 'line_id' in step ? step.line_id : step.order_id;
		pending.set(id, [...(pending.get(id) ?? []), step]);
	}
	return pending;
}

/** The order as it will be once the pending steps are done; the very same order if there are none for it. */
export function withSteps(order: Order, pending: Pending): Order {
	if (pending.size === 0) return order;
	const own = pending.get(order.id) ?? [];
	const touched = own.length > 0 || order.lines.some(({ id }) => pending.has(id));
	if (!touched) return order;
	const lines = order.lines.map((line) => {
		const status = (pending.get(line.id) ?? []).reduce(moved, line.status);
		return status === line.status ? line : { ...line, status };
	});
	return { ...order, lines, status: statusWith(order, lines, own) };
}

function statusWith(order: Order, lines: Line[], own: Step[]): OrderStatus {
	const approved = order.status === 'awaiting_approval' && own.some(({ kind }) => kind === 'approve');
	const status = approved ? 'placed' : order.status;
	const moves = lines.some((line, i) => line !== order.lines[i]);
	const taken = moves || own.some(({ kind }) => kind === 'accept');
	if (status === 'placed' && !taken) return status;
	if (status === 'awaiting_approval' || status === 'rejected' || status === 'cancelled') return status;
	return progressOf(lines) ?? status;
}

/**
 * Whether the order shows that a step was done, by whomever. The server refuses a step that was done before; one
 * whose answer got lost must not look like a failure.
 */
export function isDone(step: Step, order: Order): boolean {
	if ('order_id' in step) {
		const decided = order.status !== 'awaiting_approval';
		return step.kind === 'approve' ? decided : decided && order.status !== 'placed';
	}
	const line = order.lines.find(({ id }) => id === step.line_id);
	if (!line) return false;
	if (step.kind === 'advance') return line.status !== 'voided' && !isBefore(line.status, step.to);
	return step.to !== null && line.status === step.to;
}
