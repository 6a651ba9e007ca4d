import { expect, it } from 'vitest';
import type { Floors, Order, ServiceRequest, TabSummary } from '$lib/api/types';
import { nothing, type OpenTab, type Shown } from '$lib/staff/snapshot';
import { needing, tileFloors } from './tiles';

const NOW = Date.parse('2026-03-01T20:00:00Z');
const tab = (id: string, settled = false) =>
	({ id, settled, opened_at: '2026-03-01T19:18:30Z' }) as TabSummary;
const floorsOf = (...tables: [string, TabSummary?][]): Floors => ({
	floors: [{ name: 'Garden', tables: tables.map(([name, open]) => ({ id: name, name, seats: 4, tab: open })) }],
});
const request = (over: Partial<ServiceRequest>): ServiceRequest =>
	({ id: 'r', kind: 'water', status: 'open', tables: [], tab_id: null, ...over }) as ServiceRequest;
const states = (floors: Floors, shown: Shown = nothing) =>
	Object.fromEntries(tileFloors(floors, shown, NOW)[0]!.tiles.map(({ name, state }) => [name, state]));

it('tables stand in the order a person would call them', () => {
	const [garden] = tileFloors(floorsOf(['G10'], ['G2'], ['G1']), nothing, NOW);
	expect(garden?.tiles.map(({ name }) => name)).toEqual(['G1', 'G2', 'G10']);
});

it('a table is free, open for so many minutes, or settled', () => {
	const floors = floorsOf(['G1'], ['G2', tab('a')], ['G3', tab('b', true)]);
	expect(states(floors)).toEqual({ G1: 'free', G2: 'open', G3: 'settled' });
	expect(tileFloors(floors, nothing, NOW)[0]?.tiles[1]?.minutes).toBe(41);
});

it('a call and a round that waits for approval want attention, what is done does not', () => {
	const floors = floorsOf(['G1'], ['G2', tab('a')], ['G3', tab('b')], ['G4', tab('c')]);
	const waiting = { orders: [{ status: 'awaiting_approval' } as Order] } as OpenTab;
	const shown: Shown = {
		tabs: new Map([['b', waiting]]),
		requests: [
			request({ tables: ['G1'], kind: 'help' }),
			request({ tab_id: 'a' }),
			request({ tab_id: 'c', status: 'resolved' }),
		],
	};
	expect(states(floors, shown)).toEqual({ G1: 'attention', G2: 'attention', G3: 'attention', G4: 'open' });
	const [garden] = needing(tileFloors(floors, shown, NOW));
	expect(garden?.tiles.map(({ name }) => name)).toEqual(['G1', 'G2', 'G3']);
	expect(needing(tileFloors(floorsOf(['G1']), nothing, NOW))).toEqual([]);
});
