import type { Page, PastOrder, Query } from '$lib/api/manage';

/** The server narrows orders by everything but their kind and exact table: these are looked for in its pages. */
export async function narrowedOrders(
	query: Query,
	get: (query: Query) => Promise<Page<PastOrder>>,
): Promise<Page<PastOrder>> {
	const { channel = '', table = '', ...rest } = query;
	const page = await get(rest);
	const fits = (order: PastOrder) =>
		(channel === '' || order.channel === channel) && (table === '' || order.tables.includes(table));
	return { ...page, items: page.items.filter(fits) };
}
