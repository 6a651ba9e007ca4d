import { expect, it } from 'vitest';
import type { LineStatus } from '$lib/api/types';
import { columnOf, nextStep } from './steps';

it('a tap walks a line to served and no further', () => {
	const walk: LineStatus[] = ['queued'];
	for (let next = nextStep('queued'); next; next = nextStep(next)) walk.push(next);
	expect(walk).toEqual(['queued', 'preparing', 'ready', 'served']);
	expect(nextStep('voided')).toBeNull();
});

it('an order leaves the board when nobody has anything left to do', () => {
	expect(columnOf('awaiting_approval')).toBe('incoming');
	expect(columnOf('placed')).toBe('incoming');
	expect(columnOf('preparing')).toBe('cooking');
	expect(columnOf('ready')).toBe('ready');
	for (const done of ['served', 'rejected', 'cancelled'] as const) {
		expect(columnOf(done)).toBeNull();
	}
});
