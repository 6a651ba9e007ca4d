import type { Order } from '$lib/api/types';
import { statusLabel } from '$lib/utils/labels';
import { m } from '$lib/paraglide/messages';
import type { CallState } from './calls';
import { stageOf, type Stage } from './progress';
import type { Round } from './round';

const stages: Record<Stage, () => string> = {
	sent: m.guest_stage_sent,
	accepted: m.guest_stage_accepted,
	preparing: m.status_preparing,
	ready: m.status_ready,
	served: m.status_served,
};
const calls: Record<CallState, (kind: { kind: string }) => string> = {
	asked: m.guest_call_asked,
	coming: m.guest_called,
	done: m.guest_call_done,
};

/** How far an order is, as its guest is told. */
export function stageLabel(order: Pick<Order, 'status'>): string {
	const stage = stageOf(order);
	return stage ? stages[stage]() : statusLabel(order.status);
}

/** What happens to an order that has no answer yet. */
export const roundLabel = ({ state }: Round, off: boolean): string =>
	off || state !== 'sending' ? m.guest_round_waiting() : m.guest_sending();

/** How a call for service stands: `Water: on the way`. */
export const callLabel = (state: CallState, kind: string): string => calls[state]({ kind });
