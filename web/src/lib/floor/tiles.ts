import type { Floors, FloorTable, ServiceRequest } from '$lib/api/types';
import type { OpenTab, Shown } from '$lib/staff/snapshot';
import { minutesSince } from '$lib/utils/time';

/** What a table looks like from across the room; `attention` wants somebody now. */
export type TableState = 'free' | 'open' | 'settled' | 'attention';

/** A table with everything that its tile and its row show. */
export type Tile = {
	id: string;
	name: string;
	seats: number;
	state: TableState;
	tab: FloorTable['tab'];
	minutes: number;
	requests: ServiceRequest[];
	/** First rounds that wait for an approval. */
	awaiting: number;
};

export type TileFloor = { name: string; tiles: Tile[] };

/** `G2` before `G10`. */
const natural = new Intl.Collator(undefined, { numeric: true });

/** The tables of every floor in the order a person would call them. */
export function tileFloors(floors: Floors | null, shown: Shown, now: number): TileFloor[] {
	return (floors?.floors ?? []).map(({ name, tables }) => ({
		name,
		tiles: tables.map((table) => tileOf(table, shown, now)).sort((a, b) => natural.compare(a.name, b.name)),
	}));
}

function tileOf(table: FloorTable, shown: Shown, now: number): Tile {
	const tab = table.tab ?? null;
	const open = tab ? shown.tabs.get(tab.id) : undefined;
	const requests = shown.requests.filter((request) => asks(request, table, tab?.id));
	const awaiting = awaitingOf(open);
	return {
		id: table.id,
		name: table.name,
		seats: table.seats,
		state: stateOf(tab, requests.length + awaiting),
		tab,
		minutes: tab ? minutesSince(tab.opened_at, now) : 0,
		requests,
		awaiting,
	};
}

/** Whether an unanswered call is this table's: a phone that has not signed in calls without a tab. */
const asks = (request: ServiceRequest, table: FloorTable, tab_id: string | undefined): boolean =>
	request.status !== 'resolved' &&
	(request.tab_id ? request.tab_id === tab_id : request.tables.includes(table.name));

export const awaitingOf = (tab: OpenTab | undefined): number =>
	tab?.orders.filter(({ status }) => status === 'awaiting_approval').length ?? 0;

function stateOf(tab: FloorTable['tab'], calls: number): TableState {
	if (calls > 0) return 'attention';
	if (!tab) return 'free';
	return tab.settled ? 'settled' : 'open';
}

/** Only the tables that want somebody; floors without any are left out. */
export const needing = (floors: TileFloor[]): TileFloor[] =>
	floors
		.map(({ name, tiles }) => ({ name, tiles: tiles.filter(({ state }) => state === 'attention') }))
		.filter(({ tiles }) => tiles.length > 0);
