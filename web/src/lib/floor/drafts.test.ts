import { beforeEach, expect, it } from 'vitest';
import { Drafts, emptyDraft, type Draft, type Shelf } from './drafts';

const HOUR_MS = 60 * 60 * 1000;
const papad = { dish_id: 'papad', quantity: 2 };
let kept: Map<string, Draft>;
let shelf: Shelf;

beforeEach(() => {
	kept = new Map();
	shelf = {
		getItem: async (key) => kept.get(key) ?? null,
		setItem: async (key, draft) => kept.set(key, draft),
		removeItem: async (key) => void kept.delete(key),
		keys: async () => [...kept.keys()],
	};
});

it('a draft is found by its owner and by nobody else', async () => {
	const draft = { ...emptyDraft(), lines: [papad] };
	await new Drafts('asha', shelf).keep('tab', draft);
	expect(await new Drafts('asha', shelf).find('tab')).toEqual(draft);
	expect(await new Drafts('ravi', shelf).find('tab')).toBeNull();
	expect(await new Drafts('asha', shelf).find('parcel/')).toBeNull();
});

it('a draft from which everything was taken off again is gone', async () => {
	const drafts = new Drafts('asha', shelf);
	await drafts.keep('parcel/', { ...emptyDraft(), customer: 'Farhan' });
	expect(kept.size).toBe(1);
	await drafts.keep('parcel/', emptyDraft());
	expect(kept.size).toBe(0);
});

it('drafts of another day are swept, whoever typed them', async () => {
	const now = Date.now();
	await new Drafts('asha', shelf).keep('tab', { ...emptyDraft(), lines: [papad], at: now - 25 * HOUR_MS });
	await new Drafts('asha', shelf).keep('parcel/', { ...emptyDraft(), lines: [papad], at: now - HOUR_MS });
	await new Drafts('ravi', shelf).sweep(now);
	expect([...kept.keys()]).toEqual(['asha/parcel/']);
});
