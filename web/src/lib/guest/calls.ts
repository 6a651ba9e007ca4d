import type { ServiceKind, ServiceRequest } from '$lib/api/types';

/** How a call for service stands, as its guests are told. */
export type CallState = 'asked' | 'coming' | 'done';

const states: Record<ServiceRequest['status'], CallState> = { open: 'asked', acknowledged: 'coming', resolved: 'done' };
/** That somebody came is news for a while only. */
const DONE_IS_NEWS_MS = 10 * 60_000;

/** Where the newest call of a kind stands, or `null` where there is nothing to tell. */
export function callState(requests: ServiceRequest[], kind: ServiceKind, now: number): CallState | null {
	const last = requests.filter((request) => request.kind === kind).at(-1);
	if (!last) return null;
	const old = now - Date.parse(last.at) > DONE_IS_NEWS_MS;
	return last.status === 'resolved' && old ? null : states[last.status];
}
