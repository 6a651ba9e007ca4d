import { expect, it } from 'vitest';
import { coalesce } from './coalesce';

it('a burst of calls costs two loads, the last after the last call', async () => {
	let loads = 0;
	const load = coalesce(async () => {
		loads += 1;
		await Promise.resolve();
	});
	await Promise.all([load(), load(), load()]);
	expect(loads).toBe(2);
	await load();
	expect(loads).toBe(3);
});

it('a failed load does not block the next', async () => {
	let loads = 0;
	const load = coalesce(async () => {
		loads += 1;
		if (loads === 1) throw new Error('no signal');
	});
	await expect(load()).rejects.toThrow('no signal');
	await load();
	expect(loads).toBe(2);
});
