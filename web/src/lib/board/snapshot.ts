import type { BoardSnapshot, Order, ServiceRequest, Tab, Table } from '$lib/api/types';
import { columnOf, type Column } from '$lib/utils/steps';

/** What the board shows, by the ids of the tabs. */
export type Shown = { tabs: Map<string, Tab>; requests: ServiceRequest[] };
/** One order on the board, with where it goes. */
export type Ticket = { order: Order; tab_id: string; tables: Table[] };

/** The snapshot's orders go into their tabs, so that one tab can be replaced by itself later. */
export function fromSnapshot(snapshot: BoardSnapshot): Shown {
	const ordersOf = (tab: Tab) => {
		const own = snapshot.orders.filter((order) => order.tab_id === tab.id);
		return own.length > 0 ? own : (tab.orders ?? []);
	};
	const tabs = snapshot.tabs.map((tab): [string, Tab] => [tab.id, { ...tab, orders: ordersOf(tab) }]);
	return { tabs: new Map(tabs), requests: snapshot.service_requests };
}

/** The board with one tab as it is now; a tab that is no longer open leaves it. */
export function withTab(shown: Shown, tab: Tab): Shown {
	const tabs = new Map(shown.tabs);
	if (tab.status === 'open') tabs.set(tab.id, tab);
	else tabs.delete(tab.id);
	const others = shown.requests.filter((request) => request.tab_id !== tab.id);
	const own = tab.service_requests.map((request) => ({
		...request,
		tab_id: tab.id,
		table: request.table ?? tab.tables[0] ?? null,
	}));
	return { tabs, requests: [...others, ...(tab.status === 'open' ? own : [])] };
}

/** The board without tabs that the server no longer has open. */
export function withoutTabs(shown: Shown, gone: string[]): Shown {
	if (gone.length === 0) return shown;
	const tabs = new Map([...shown.tabs].filter(([id]) => !gone.includes(id)));
	const requests = shown.requests.filter(({ tab_id }) => !tab_id || !gone.includes(tab_id));
	return { tabs, requests };
}

/** One column's tickets, the longest waiting first. */
export function ticketsIn(shown: Shown, column: Column): Ticket[] {
	return [...shown.tabs.values()]
		.flatMap((tab) => tab.orders.map((order) => ({ order, tab_id: tab.id, tables: tab.tables })))
		.filter(({ order }) => columnOf(order.status) === column)
		.sort((a, b) => Date.parse(a.order.placed_at) - Date.parse(b.order.placed_at));
}

export const versionsOf = (shown: Shown): Map<string, number> =>
	new Map([...shown.tabs].map(([id, tab]) => [id, tab.version]));
