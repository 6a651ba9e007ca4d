import type { Query } from '$lib/api/manage';
import { isDay } from '$lib/utils/dates';

/** What a list may be narrowed by. */
export type Filter = 'q' | 'status' | 'channel' | 'station' | 'table' | 'table_id' | 'from' | 'to';

const ALL: Filter[] = ['q', 'status', 'channel', 'station', 'table', 'table_id', 'from', 'to'];

/** The filters that a link holds; days that do not exist are dropped, as links get typed. */
export function readFilters(params: URLSearchParams, known: readonly Filter[] = ALL): Query {
	const found = known.map((name): [Filter, string] => [name, (params.get(name) ?? '').trim()]);
	return Object.fromEntries(found.filter(([name, value]) => value !== '' && (!isDate(name) || isDay(value))));
}

/** The same link with one filter changed; the rest of it stays. */
export function withFilter(url: URL, name: string, value: string): string {
	const params = new URLSearchParams(url.searchParams);
	if (value.trim() === '') params.delete(name);
	else params.set(name, value.trim());
	return linkOf(url, params);
}

/** The same link without any filter. */
export function withoutFilters(url: URL): string {
	const params = new URLSearchParams(url.searchParams);
	for (const name of ALL) params.delete(name);
	return linkOf(url, params);
}

const isDate = (name: Filter): boolean => name === 'from' || name === 'to';

function linkOf(url: URL, params: URLSearchParams): string {
	const text = params.toString();
	return text === '' ? url.pathname : `${url.pathname}?${text}`;
}
