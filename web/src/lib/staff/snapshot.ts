import type { BoardSnapshot, Line, LiveEvent, Order, ServiceRequest, Tab, TabSummary } from '$lib/api/types';

/** What every open tab shows, whether it was opened on the board or not. */
type Facts = Pick<TabSummary, 'id' | 'version' | 'channel' | 'settled' | 'opened_at' | 'balance' | 'customer'>;
/** A tab on the board. `whole` is there once somebody looked into it. */
export type OpenTab = Facts & { tables: string[]; orders: Order[]; whole: Tab | null };
/** What the board shows, by the ids of the tabs. */
export type Shown = { tabs: Map<string, OpenTab>; requests: ServiceRequest[] };

export const nothing: Shown = { tabs: new Map(), requests: [] };

/**
 * The server's snapshot, with what was known of the tabs that somebody looked into. A tab that is not newer in it
 * stays the same object, so that coming back to the network draws only what changed meanwhile.
 */
export function fromSnapshot(snapshot: BoardSnapshot, before: Shown): Shown {
	const orders = new Map<string, Order[]>();
	for (const order of snapshot.orders) orders.set(order.tab_id, [...(orders.get(order.tab_id) ?? []), order]);
	const open = (tab: TabSummary): OpenTab => {
		const known = before.tabs.get(tab.id);
		if (known && known.version >= tab.version) return known;
		const tables = tab.tables.map(({ name }) => name);
		return { ...tab, tables, orders: orders.get(tab.id) ?? [], whole: known?.whole ?? null };
	};
	const tabs = snapshot.tabs.map((tab): [string, OpenTab] => [tab.id, open(tab)]);
	return { tabs: new Map(tabs), requests: snapshot.service_requests };
}

/**
 * The board with one tab as it is now; a tab that is no longer open leaves it. An answer that was overtaken on the
 * way changes nothing.
 */
export function withTab(shown: Shown, tab: Tab): Shown {
	const known = shown.tabs.get(tab.id);
	if (known && known.version > tab.version) return shown;
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

/**
 * The board with an order as the live channel just told it. The tab is as new as the event only if nothing is missing
 * between the two; else it stays behind, for a load to catch up. A tab nobody knew yet is behind too.
 */
export function withOrder(shown: Shown, { tab_id, version, data }: OrderEvent): Shown {
	const order = data as Order;
	const known = shown.tabs.get(tab_id) ?? unknownTab(order);
	if (version < known.version) return shown;
	const others = known.orders.filter(({ id }) => id !== order.id);
	const next = version === known.version + 1 && known.version > UNKNOWN;
	const tab = { ...known, orders: [...others, order], version: next ? version : known.version };
	return { ...shown, tabs: new Map(shown.tabs).set(tab_id, tab) };
}

/** An event that tells of an order. */
export type OrderEvent = LiveEvent & { tab_id: string; version: number };

export const isOrderEvent = (event: LiveEvent): event is OrderEvent =>
	event.type.startsWith('order.') && event.tab_id !== undefined && event.version !== undefined;

/** Older than any version of the server. */
const UNKNOWN = 0;

const unknownTab = ({ tab_id, channel, tables, placed_at, total }: Order): OpenTab => ({
	id: tab_id,
	version: UNKNOWN,
	channel,
	settled: false,
	opened_at: placed_at,
	balance: total,
	tables,
	orders: [],
	whole: null,
});

/** Whether a tab has to be loaded: it misses something, or somebody looks into it, or its sum is on show. */
export function wantsLoad(shown: Shown, id: string, version: number): boolean {
	const tab = shown.tabs.get(id);
	return !tab || tab.version < version || tab.whole !== null || tab.channel === 'parcel';
}

/** The snapshots of several stations as that of the whole restaurant; the oldest version of each tab counts. */
export function mergeSnapshots(parts: BoardSnapshot[]): BoardSnapshot {
	const [first, ...rest] = parts;
	if (!first) throw new Error('a restaurant has stations');
	return rest.reduce(merged, first);
}

function merged(one: BoardSnapshot, other: BoardSnapshot): BoardSnapshot {
	const versions = new Map(one.tabs.map(({ id, version }) => [id, version]));
	const orders = new Map(one.orders.map((order) => [order.id, order]));
	for (const order of other.orders) {
		const known: Line[] = orders.get(order.id)?.lines ?? [];
		orders.set(order.id, { ...order, lines: [...known, ...order.lines] });
	}
	const tabs = other.tabs.map((tab) => ({ ...tab, version: Math.min(tab.version, versions.get(tab.id) ?? tab.version) }));
	return { ...other, tabs, orders: [...orders.values()] };
}

/** Open orders to take away, the oldest first. */
export const parcelsOf = (shown: Shown): OpenTab[] =>
	[...shown.tabs.values()]
		.filter(({ channel }) => channel === 'parcel')
		.sort((a, b) => Date.parse(a.opened_at) - Date.parse(b.opened_at));

export const versionsOf = (shown: Shown): Map<string, number> =>
	new Map([...shown.tabs].map(([id, tab]) => [id, tab.version]));
