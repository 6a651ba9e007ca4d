import { load, save } from '$lib/utils/storage';

/** Which table's code this browser's guest session was made with. */
const SESSION_TOKEN = 'dineqr.session';
const MY_IDS = 'dineqr.me';
const LAST_PLACE = 'dineqr.place';
/** A phone that signs in again is a new guest of the table, but knows the dishes of its earlier self. */
const IDS_KEPT = 5;

/** The table this browser was at last, for the way back to it. */
export type Place = { token: string; restaurant: string; table: string };

/** Whether this browser signed in with this code and was not signed out since. */
export const hasSession = (token: string): boolean => load<string>(SESSION_TOKEN) === token;
export const keepSession = (token: string | null): void => save(SESSION_TOKEN, token);

export const myIds = (): string[] => load<string[]>(MY_IDS) ?? [];

/** Adds an id to those that are this phone. */
export function keepMyId(id: string): void {
	save(MY_IDS, [...myIds().filter((other) => other !== id), id].slice(-IDS_KEPT));
}

export const keepPlace = (place: Place): void => save(LAST_PLACE, place);

/** The last table, as long as the browser has a session there. */
export function lastPlace(): Place | null {
	const place = load<Place>(LAST_PLACE);
	return place && hasSession(place.token) ? place : null;
}
