import { beforeEach, expect, it } from 'vitest';
import { ApiError, NetworkError } from '$lib/api/client';
import { Outbox, type Ports } from './outbox.svelte';
import type { Item } from './queue';

const refusal = (status: number) => new ApiError({ title: 'no', status, code: 'no' });
const command = (key: string) => ({ key, kind: 'order', path: 'tab/orders', body: { key } });

let kept: Item[] | null;
let sent: string[];
let fail: (item: Item) => unknown;
const ports: Ports = {
	load: () => Promise.resolve(kept),
	save: (items) => Promise.resolve((kept = structuredClone(items))),
	send: (item) => {
		const error = fail(item);
		if (error) return Promise.reject(error as Error);
		sent.push(item.key);
		return Promise.resolve({ number: 1 });
	},
};

beforeEach(() => {
	globalThis.addEventListener ??= () => undefined;
	globalThis.removeEventListener ??= () => undefined;
	kept = null;
	sent = [];
	fail = () => null;
});

it('a command is kept before it is sent and gone once it is answered', async () => {
	const answers: unknown[] = [];
	const box = new Outbox(ports, (item, answer) => answers.push([item.key, answer]));
	await box.put(command('a'));
	await box.flush();
	expect(sent).toEqual(['a']);
	expect(answers).toEqual([['a', { number: 1 }]]);
	expect(kept).toEqual([]);
});

it('without a network commands wait in their order and are each sent once', async () => {
	const box = new Outbox(ports);
	fail = () => new NetworkError('none');
	await box.put(command('a'));
	await box.put(command('b'));
	await box.flush();
	expect(sent).toEqual([]);
	expect(kept?.map(({ key, state }) => [key, state])).toEqual([
		['a', 'waiting'],
		['b', 'waiting'],
	]);
	expect(box.stalled).toBe(true);
	fail = () => null;
	await Promise.all([box.flush(), box.flush()]);
	expect(sent).toEqual(['a', 'b']);
	expect(box.stalled).toBe(false);
});

it('the same key put twice is one command', async () => {
	const box = new Outbox(ports);
	fail = () => new NetworkError('none');
	await box.put(command('a'));
	await box.put(command('a'));
	expect(box.items).toHaveLength(1);
});

it('a refused command stays to be read and does not hold up the next', async () => {
	const refusals: unknown[] = [];
	const box = new Outbox(ports, undefined, (item, { status }) => refusals.push([item.key, status]));
	fail = ({ key }) => (key === 'a' ? refusal(422) : null);
	await box.put(command('a'));
	await box.put(command('b'));
	await box.flush();
	expect(sent).toEqual(['b']);
	expect(box.items).toMatchObject([{ key: 'a', state: { refused: { status: 422 } } }]);
	expect(refusals).toEqual([['a', 422]]);
	await box.drop('a');
	expect(kept).toEqual([]);
});

it.each([429, 500, 503])('after a %i the command waits for another try', async (status) => {
	const box = new Outbox(ports);
	fail = () => refusal(status);
	await box.put(command('a'));
	await box.flush();
	expect(box.waiting).toHaveLength(1);
});

it('a session that is over stops the box until somebody signs in', async () => {
	const box = new Outbox(ports);
	fail = () => refusal(401);
	await box.put(command('a'));
	await box.flush();
	expect(box.signedOut).toBe(true);
	fail = () => null;
	await box.flush();
	expect(box.signedOut).toBe(false);
	expect(sent).toEqual(['a']);
});

it('what a closed page was sending is sent again under its key', async () => {
	kept = [{ ...command('a'), at: 1, state: 'sending' }];
	const box = new Outbox(ports);
	const stop = box.start();
	await expect.poll(() => sent).toEqual(['a']);
	stop();
});

it('what is put while an earlier page’s commands are being read goes behind them, once', async () => {
	kept = [{ ...command('a'), at: 1, state: 'waiting' }];
	const box = new Outbox(ports);
	const stop = box.start();
	await box.put(command('b'));
	expect(box.items.filter(({ key }) => key === 'b').length).toBeLessThanOrEqual(1);
	await expect.poll(() => sent).toEqual(['a', 'b']);
	stop();
});
