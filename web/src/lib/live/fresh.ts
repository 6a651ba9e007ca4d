import type { LiveEvent, Sync } from '$lib/api/types';

/** The server says `sync` every 5 s; a screen that misses three of them may be lying. */
export const STALE_AFTER_MS = 15_000;

export const isStale = (heardAt: number, now: number): boolean => now - heardAt >= STALE_AFTER_MS;

/** Whether the screen shows less than the server has. An unknown version counts as newer. */
export const isBehind = (shown: number | undefined, heard: number): boolean =>
	shown === undefined || heard > shown;

/** The tabs to load again, and those that are gone, after the board heard `sync`. */
export function compareTabs(
	shown: Map<string, number>,
	sync: Sync,
): { behind: string[]; gone: string[] } {
	const tabs = sync.data.tabs ?? {};
	const behind = Object.entries(tabs).filter(([id, version]) => isBehind(shown.get(id), version));
	return {
		behind: behind.map(([id]) => id),
		gone: [...shown.keys()].filter((id) => !(id in tabs)),
	};
}

/** Past this many tabs one snapshot is cheaper than one request each. */
const SINGLE_LOADS = 3;

export const wantsWholeBoard = (behind: string[]): boolean => behind.length > SINGLE_LOADS;

/**
 * Whether an event tells of something the screen lacks. One commit may send several events of the
 * same version, so what is equal is already shown.
 */
export const isNews = (shown: number | undefined, event: LiveEvent): boolean =>
	event.version === undefined || isBehind(shown, event.version);
