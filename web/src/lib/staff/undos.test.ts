import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UNDO_MS, Undos, type Undo } from './undos.svelte';

const undo = (name: string): Undo => ({ name, to: 'ready', steps: [] });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('several steps are taken back one after the other, the last first', () => {
	const undos = new Undos();
	undos.push(undo('a'));
	undos.push(undo('b'));
	expect([undos.pop()?.name, undos.pop()?.name, undos.pop()]).toEqual(['b', 'a', null]);
});

it('each is offered for eight seconds of its own', () => {
	const undos = new Undos();
	undos.push(undo('a'));
	vi.advanceTimersByTime(UNDO_MS - 1_000);
	undos.push(undo('b'));
	vi.advanceTimersByTime(1_000);
	expect(undos.all.map(({ name }) => name)).toEqual(['b']);
	vi.advanceTimersByTime(UNDO_MS);
	expect(undos.last).toBeNull();
});
