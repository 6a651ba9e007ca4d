import type { BoardSnapshot, Line, Order, ServiceRequest, Tab, TabSummary } from '$lib/api/types';
import { columnOf, type Column } from '$lib/utils/steps';

/** What every open tab shows, whether it was opened on the board or not. */
type Facts = Pick<TabSummary, 'id' | 'version' | 'channel' | 'settled' | 'opened_at' | 'balance' | 'customer'>;
/** A tab on the board. `whole` is there once somebody looked into it. */
export type OpenTab = Facts & { tables: string[]; orders: Order[]; whole: Tab | null };
/** What the board shows, by the ids of the tabs. */
export type Shown = { tabs: Map<string, OpenTab>; requests: ServiceRequest[] };

export const nothing: Shown = { tabs: new Map(), requests: [] };

/** The server's snapshot, with what was known of the tabs that somebody looked into. */
export function fromSnapshot(snapshot: BoardSnapshot, before: Shown): Shown {
	const open = (tab: TabSummary): OpenTab => ({
		...tab,
		tables: tab.tables.map(({ name }) => name),
		orders: snapshot.orders.filter((order) => order.tab_id === tab.id),
		whole: before.tabs.get(tab.id)?.whole ?? null,
	});
	const tabs = snapshot.tabs.map((tab): [string, OpenTab] => [tab.id, open(tab)]);
	return { tabs: new Map(tabs), requests: snapshot.service_requests };
}

/** The board with one tab as it is now; a tab that is no longer open leaves it. */
export function withTab(shown: Shown, tab: Tab): Shown {
	const tabs = new Map(shown.tabs);
	if (tab.status === 'open') tabs.set(tab.id, fromTab(tab));
	else tabs.delete(tab.id);
	const others = shown.requests.filter((request) => request.tab_id !== tab.id);
	return { tabs, requests: tab.status === 'open' ? [...others, ...tab.service_requests] : others };
}

const fromTab = (tab: Tab): OpenTab => ({
	...tab,
	tables: tab.tables.map(({ name }) => name),
	balance: tab.bill.balance,
	whole: tab,
});

/** The board without tabs that the server no longer has open. */
export function withoutTabs(shown: Shown, gone: string[]): Shown {
	if (gone.length === 0) return shown;
	const tabs = new Map([...shown.tabs].filter(([id]) => !gone.includes(id)));
	const requests = shown.requests.filter(({ tab_id }) => !tab_id || !gone.includes(tab_id));
	return { tabs, requests };
}

/** The ids of the tabs whose details are older than the board. */
export const outdated = (shown: Shown): string[] =>
	[...shown.tabs.values()]
		.filter(({ whole, version }) => whole !== null && whole.version < version)
		.map(({ id }) => id);

/** One column's orders, the longest waiting first; of those only the lines of `station`, if one is given. */
export function ticketsIn(shown: Shown, column: Column, station?: string | null): Order[] {
	const here = (line: Line) => !station || line.station === station;
	return [...shown.tabs.values()]
		.flatMap((tab) => tab.orders)
		.filter((order) => columnOf(order.status) === column)
		.map((order) => ({ ...order, lines: order.lines.filter(here) }))
		.filter((order) => order.lines.length > 0)
		.sort((a, b) => Date.parse(a.placed_at) - Date.parse(b.placed_at));
}

/** Open orders to take away, the oldest first. */
export const parcelsOf = (shown: Shown): OpenTab[] =>
	[...shown.tabs.values()]
		.filter(({ channel }) => channel === 'parcel')
		.sort((a, b) => Date.parse(a.opened_at) - Date.parse(b.opened_at));

export const versionsOf = (shown: Shown): Map<string, number> =>
	new Map([...shown.tabs].map(([id, tab]) => [id, tab.version]));
