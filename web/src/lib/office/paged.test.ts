import { describe, expect, it } from 'vitest';
import type { Page, Query } from '$lib/api/manage';
import type { Office } from './office.svelte';
import { Paged } from './paged.svelte';

const office = { tell: (error: unknown) => String(error) } as Office;

/** A list whose pages stand under their cursors. */
const listOf = (pages: Record<string, Page<number>>) =>
	new Paged<number>(office, async ({ cursor = '' }: Query) => pages[cursor] ?? { items: [] });

describe('a list that comes in pages', () => {
	it('goes on where the page before ended', async () => {
		const list = listOf({ '': { items: [9, 8], next_cursor: 'a' }, a: { items: [7] } });
		await list.start({});
		expect([list.items, list.cursor]).toEqual([[9, 8], 'a']);
		await list.more();
		expect([list.items, list.cursor]).toEqual([[9, 8, 7], null]);
	});

	it('reads through pages in which nothing fits', async () => {
		const list = listOf({ '': { items: [], next_cursor: 'a' }, a: { items: [], next_cursor: 'b' }, b: { items: [1] } });
		await list.start({});
		expect(list.items).toEqual([1]);
	});

	it('drops an answer that a newer question overtook', async () => {
		let answer: (page: Page<string>) => void = () => undefined;
		const slow = new Promise<Page<string>>((resolve) => (answer = resolve));
		const list = new Paged<string>(office, ({ q }) => (q === 'old' ? slow : Promise.resolve({ items: ['new'] })));
		const old = list.start({ q: 'old' });
		await list.start({ q: 'new' });
		answer({ items: ['old'] });
		await old;
		expect(list.items).toEqual(['new']);
	});

	it('keeps what it shows when a page cannot be had', async () => {
		const list = new Paged<number>(office, async ({ cursor }) => {
			if (cursor) throw new Error('no answer');
			return { items: [1], next_cursor: 'a' };
		});
		await list.start({});
		await list.more();
		expect([list.items, list.problem]).toEqual([[1], 'Error: no answer']);
	});
});
