import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stayAwake } from './wake';

let seen: () => void;
let locks: { release: () => Promise<void> }[];
let released: number;
const page = {
	visibilityState: 'visible',
	addEventListener: (_: string, listener: () => void) => (seen = listener),
	removeEventListener: () => undefined,
};
const request = vi.fn(async () => {
	const lock = { release: async () => void (released += 1) };
	locks.push(lock);
	return lock;
});

beforeEach(() => {
	[locks, released, page.visibilityState] = [[], 0, 'visible'];
	request.mockClear();
	vi.stubGlobal('document', page);
	vi.stubGlobal('navigator', { wakeLock: { request } });
});
afterEach(() => void vi.unstubAllGlobals());

it('the screen is held again whenever the page comes back, and let go at the end', async () => {
	const stop = stayAwake();
	await vi.waitFor(() => expect(locks).toHaveLength(1));
	page.visibilityState = 'hidden';
	seen();
	page.visibilityState = 'visible';
	seen();
	await vi.waitFor(() => expect(locks).toHaveLength(2));
	stop();
	await vi.waitFor(() => expect(released).toBe(1));
});

it('a browser that cannot or will not is no failure', async () => {
	request.mockRejectedValueOnce(new Error('battery'));
	stayAwake()();
	vi.stubGlobal('navigator', {});
	expect(() => stayAwake()()).not.toThrow();
});
