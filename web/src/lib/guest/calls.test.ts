import { expect, it } from 'vitest';
import type { ServiceRequest } from '$lib/api/types';
import { callState } from './calls';

const at = '2026-01-01T19:00:00Z';
const now = Date.parse(at) + 60_000;
const call = (kind: string, status: string) => ({ kind, status, at }) as ServiceRequest;

it('the newest call of a kind is the one that is told', () => {
	const requests = [call('water', 'resolved'), call('bill', 'open'), call('water', 'acknowledged')];
	expect(callState(requests, 'water', now)).toBe('coming');
	expect(callState(requests, 'bill', now)).toBe('asked');
	expect(callState(requests, 'waiter', now)).toBeNull();
});

it('that it is done is told for ten minutes, an open call as long as it is open', () => {
	const later = now + 11 * 60_000;
	expect(callState([call('water', 'resolved')], 'water', now)).toBe('done');
	expect(callState([call('water', 'resolved')], 'water', later)).toBeNull();
	expect(callState([call('water', 'open')], 'water', later)).toBe('asked');
});
