import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UNDO_MS, Undos, type Undo } from './undos.svelte';

const undo = (name: string, ...lines: string[]): Undo => ({
	name,
	to: 'ready',
	steps: lines.map((line_id) => ({ tab_id: 't', line_id, from: 'queued', to: 'ready', key: line_id })),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('several steps are taken back one after the other, the last first', () => {
	const undos = new Undos();
	undos.push(undo('a', 'line a'));
	undos.push(undo('b', 'line b'));
	expect([undos.pop()?.name, undos.pop()?.name, undos.pop()]).toEqual(['b', 'a', null]);
});

it('each is offered for eight seconds of its own', () => {
	const undos = new Undos();
	undos.push(undo('a', 'line a'));
	vi.advanceTimersByTime(UNDO_MS - 1_000);
	undos.push(undo('b', 'line b'));
	vi.advanceTimersByTime(1_000);
	expect(undos.all.map(({ name }) => name)).toEqual(['b']);
	vi.advanceTimersByTime(UNDO_MS);
	expect(undos.last).toBeNull();
});

it('a line that went on can be taken back by its last step alone', () => {
	const undos = new Undos();
	undos.push(undo('both', 'a', 'b'));
	undos.push(undo('a on', 'a'));
	undos.push(undo('b on', 'b'));
	expect(undos.all.map(({ name }) => name)).toEqual(['a on', 'b on']);
});
