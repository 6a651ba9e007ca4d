import { beforeEach, expect, it } from 'vitest';
import { ApiError, NetworkError } from '$lib/api/client';
import type { LineStatus, Order, StaffSession } from '$lib/api/types';
import type { Item } from '$lib/outbox/queue';
import { StepQueue } from './queue.svelte';
import type { Step } from './steps';

globalThis.addEventListener ??= () => undefined;
globalThis.removeEventListener ??= () => undefined;

const session = { restaurant: { id: 'r' }, user: { id: 'u' } } as StaffSession;
const ready: Step = { kind: 'advance', tab_id: 't', line_id: 'l', to: 'ready' };
const refusal = new ApiError({ title: 'no', status: 409, code: 'not_allowed' });

let kept: Map<string, Item[]>;
let sent: string[];
let fail: unknown;
/** The line at the server, and as the board shows it. */
let truth: LineStatus;
let shown: LineStatus;
let failures: unknown[];

const queue = () =>
	new StepQueue(
		{
			reloadTab: async () => void (shown = truth),
			orderOf: () => ({ id: 'o', status: 'preparing', lines: [{ id: 'l', status: shown }] }) as Order,
			failed: (error) => void failures.push(error),
		},
		(name) => ({
			load: async () => kept.get(name) ?? null,
			save: async (items) => kept.set(name, items),
			send: async (item) => {
				if (fail) throw fail;
				sent.push(item.path);
				truth = 'ready';
			},
		}),
	);

beforeEach(() => {
	[kept, sent, fail, failures] = [new Map(), [], null, []];
	truth = shown = 'preparing';
});

it('a step is pending until the board shows it', async () => {
	const steps = queue();
	steps.open(session);
	steps.put(ready);
	expect(steps.pending.get('l')).toEqual([ready]);
	await expect.poll(() => steps.pending.size).toBe(0);
	expect(sent).toEqual(['staff/tabs/t/lines/l/advance']);
	expect(shown).toBe('ready');
});

it('without a network a step waits, on the device too, and is sent once', async () => {
	const steps = queue();
	steps.open(session);
	fail = new NetworkError('none');
	steps.put(ready);
	await expect.poll(() => steps.stuck).toBe(1);
	expect(kept.get('staff/r/u')).toHaveLength(1);
	fail = null;
	steps.flush();
	await expect.poll(() => steps.pending.size).toBe(0);
	expect(sent).toHaveLength(1);
});

it('a step that has not left the device is taken back without a word to the server', async () => {
	const steps = queue();
	steps.open(session);
	fail = new NetworkError('none');
	const key = steps.put(ready);
	await expect.poll(() => steps.stuck).toBe(1);
	expect(steps.recall(key)).toBe(true);
	expect(steps.pending.size).toBe(0);
	expect(steps.recall('other')).toBe(false);
});

it('a refusal of what is done already is no failure', async () => {
	const steps = queue();
	steps.open(session);
	fail = refusal;
	truth = 'ready';
	steps.put(ready);
	await expect.poll(() => steps.pending.size).toBe(0);
	expect(failures).toEqual([]);
});

it('any other refusal is told, and the board shows what is true', async () => {
	const steps = queue();
	steps.open(session);
	fail = refusal;
	truth = 'voided';
	steps.put(ready);
	await expect.poll(() => failures.length).toBe(1);
	expect(steps.pending.size).toBe(0);
	expect(shown).toBe('voided');
});

it('whoever signs in next does not send the steps of another', async () => {
	const steps = queue();
	steps.open(session);
	fail = new NetworkError('none');
	steps.put(ready);
	await expect.poll(() => steps.stuck).toBe(1);
	fail = null;
	steps.open({ ...session, user: { ...session.user, id: 'other' } });
	await expect.poll(() => steps.stuck).toBe(0);
	expect(sent).toEqual([]);
	steps.open(session);
	await expect.poll(() => sent).toHaveLength(1);
});
