import { describe, expect, it } from 'vitest';
import type { Line, LineStatus, Order, OrderStatus } from '$lib/api/types';
import { commandOf, isDone, pendingOf, progressOf, stepOf, withSteps, type Step } from './steps';

const line = (id: string, status: LineStatus) => ({ id, status }) as Line;
const order = (status: OrderStatus, ...lines: Line[]) => ({ id: 'o', tab_id: 't', status, lines }) as Order;
const advance = (line_id: string, to: 'preparing' | 'ready' | 'served'): Step => ({ kind: 'advance', tab_id: 't', line_id, to });
const accept: Step = { kind: 'accept', tab_id: 't', order_id: 'o' };

describe('a step in the outbox', () => {
	it.each<Step>([
		advance('l/1', 'ready'),
		accept,
		{ kind: 'approve', tab_id: 't', order_id: 'o' },
		{ kind: 'undo', tab_id: 't', line_id: 'l', to: null },
	])('is read back as it was given: $kind', (step) => {
		expect(stepOf(commandOf(step))).toEqual(step);
	});

	it('is not mistaken for another command', () => {
		expect(stepOf({ path: 'staff/tabs/t/payments', body: {} })).toBeNull();
	});
});

describe('an order with pending steps', () => {
	it('is the very same order when none is its own', () => {
		const mine = order('accepted', line('a', 'queued'));
		expect(withSteps(mine, pendingOf([advance('x', 'ready')]))).toBe(mine);
	});

	it('shows its line at the step at once, and is as far as its least advanced line', () => {
		const before = order('preparing', line('a', 'preparing'), line('b', 'ready'), line('c', 'voided'));
		const after = withSteps(before, pendingOf([advance('a', 'ready')]));
		expect(after.lines.map(({ status }) => status)).toEqual(['ready', 'ready', 'voided']);
		expect(after.status).toBe('ready');
	});

	it('is accepted by its first step or by being accepted', () => {
		const placed = order('placed', line('a', 'queued'), line('b', 'queued'));
		expect(withSteps(placed, pendingOf([accept])).status).toBe('accepted');
		expect(withSteps(placed, pendingOf([advance('a', 'ready')])).status).toBe('accepted');
	});

	it('never goes back because somebody else was faster', () => {
		const served = order('served', line('a', 'served'));
		expect(withSteps(served, pendingOf([advance('a', 'ready')])).status).toBe('served');
	});

	it('goes back where a step is taken back', () => {
		const undo: Step = { kind: 'undo', tab_id: 't', line_id: 'a', to: 'queued' };
		const after = withSteps(order('preparing', line('a', 'preparing')), pendingOf([undo]));
		expect(after.status).toBe('accepted');
	});

	it('follows two steps of one line in their order', () => {
		const steps = [advance('a', 'preparing'), advance('a', 'ready')];
		expect(withSteps(order('accepted', line('a', 'queued')), pendingOf(steps)).status).toBe('ready');
	});
});

it('an order of which every line was struck off is nowhere', () => {
	expect(progressOf([line('a', 'voided')])).toBeNull();
});

describe('a refused step counts as done', () => {
	it('when the line is there already, or further', () => {
		expect(isDone(advance('a', 'ready'), order('ready', line('a', 'ready')))).toBe(true);
		expect(isDone(advance('a', 'ready'), order('served', line('a', 'served')))).toBe(true);
		expect(isDone(advance('a', 'ready'), order('accepted', line('a', 'queued')))).toBe(false);
		expect(isDone(advance('a', 'ready'), order('cancelled', line('a', 'voided')))).toBe(false);
	});

	it('when the order was taken by somebody else', () => {
		expect(isDone(accept, order('preparing'))).toBe(true);
		expect(isDone(accept, order('placed'))).toBe(false);
	});

	it('when the line was taken back before', () => {
		const undo: Step = { kind: 'undo', tab_id: 't', line_id: 'a', to: 'queued' };
		expect(isDone(undo, order('accepted', line('a', 'queued')))).toBe(true);
		expect(isDone(undo, order('preparing', line('a', 'preparing')))).toBe(false);
	});
});
