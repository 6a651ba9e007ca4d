import { expect, it } from 'vitest';
import type { Line, LineStatus } from '$lib/api/types';
import { columnOf, isOrderLate, nextStep } from './steps';

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

it('an order is late once a line that is still being made is past its time', () => {
	const line = (status: LineStatus) => ({ status, promised_at: '2026-01-01T10:00:00Z' }) as Line;
	const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);
	expect(isOrderLate({ lines: [line('preparing')] }, at('09:59:59'))).toBe(false);
	expect(isOrderLate({ lines: [line('preparing')] }, at('10:00:01'))).toBe(true);
	expect(isOrderLate({ lines: [line('ready'), line('voided')] }, at('10:30:00'))).toBe(false);
});
