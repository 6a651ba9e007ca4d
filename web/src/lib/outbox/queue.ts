import { ApiError, hasStatus } from '$lib/api/client';
import type { Problem } from '$lib/api/types';

/** A POST that a person gave and that the server has not answered yet. */
export type Item = {
	/** Its `Idempotency-Key`: sent again it is the same command. */
	key: string;
	/** What it is, for the page that shows it. */
	kind: string;
	/** Below `/api/v1/`. */
	path: string;
	body: unknown;
	/** When the person gave it, in milliseconds since 1970. */
	at: number;
	state: 'waiting' | 'sending' | { refused: Problem };
};

/** What became of one attempt to send. */
export type Outcome = 'later' | 'signed_out' | { refused: Problem };

const TOO_MANY = 429;
const FAULT = 500;

/**
 * What a failed attempt means. No answer, a fault of the server and "too many" leave the command's fate open, so
 * it is sent again under its key; a session that is over waits for the next; any other answer is the last word.
 */
export function outcomeOf(error: unknown): Outcome {
	if (hasStatus(error, 401)) return 'signed_out';
	if (!(error instanceof ApiError)) return 'later';
	const { problem } = error;
	return problem.status >= FAULT || problem.status === TOO_MANY ? 'later' : { refused: problem };
}

/** The first that can be sent: they go in the order they were given, a refused one holds nobody up. */
export const nextOf = (items: Item[]): Item | undefined => items.find(({ state }) => state === 'waiting');

export const withState = (items: Item[], key: string, state: Item['state']): Item[] =>
	items.map((item) => (item.key === key ? { ...item, state } : item));

export const without = (items: Item[], key: string): Item[] => items.filter((item) => item.key !== key);

/** What a page that was closed while sending finds again: nobody knows what became of those, so they wait. */
export const revived = (kept: Item[]): Item[] =>
	kept.map((item) => (item.state === 'sending' ? { ...item, state: 'waiting' } : item));
