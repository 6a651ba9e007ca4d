import type { Ticket } from './tickets';

const MINUTE = 60_000;

export type Age = {
	/** Calm until a minute before the promise, due around it, late after. */
	state: 'calm' | 'due' | 'late';
	/** How much of the promised time is used up, from 0 to 1. */
	filled: number;
	/** Whole minutes since it was placed. */
	minutes: number;
	/** Whole minutes past the promise; 0 unless it is late. */
	lateBy: number;
};

/** How old a ticket is against what it promised. What is made is never late: it waits for somebody's hands. */
export function ageOf({ placed, promised }: Pick<Ticket, 'placed' | 'promised'>, now: number): Age {
	const minutes = Math.max(0, Math.floor((now - placed) / MINUTE));
	if (promised === null) return { state: 'calm', filled: 1, minutes, lateBy: 0 };
	const filled = Math.min(1, Math.max(0, (now - placed) / Math.max(1, promised - placed)));
	const over = now - promised;
	if (over >= MINUTE) return { state: 'late', filled: 1, minutes, lateBy: Math.floor(over / MINUTE) };
	return { state: over >= -MINUTE ? 'due' : 'calm', filled, minutes, lateBy: 0 };
}
