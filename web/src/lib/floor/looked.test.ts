import { expect, it } from 'vitest';
import type { Line, Order, Tab } from '$lib/api/types';
import type { OpenTab } from '$lib/staff/snapshot';
import { pendingOf } from '$lib/staff/steps';
import { lookedInto } from './looked';

const order = (id: string, status: Line['status']) =>
	({ id, status: 'accepted', lines: [{ id: `${id}-line`, status }] }) as Order;
const open = (orders: Order[], whole: Order[] | null): OpenTab =>
	({ id: 'tab', orders, whole: whole && ({ id: 'tab', orders: whole } as Tab) }) as OpenTab;
const statuses = (tab: Tab | null) => tab?.orders.map(({ lines }) => lines[0]?.status);
const none = pendingOf([]);

it('a tab that was not loaded is not shown', () => expect(lookedInto(open([order('a', 'ready')], null), none)).toBeNull());

it('what the live channel told of an order counts, what it does not tell of stays', () => {
	const tab = open([order('a', 'ready')], [order('a', 'preparing'), order('b', 'served')]);
	expect(statuses(lookedInto(tab, none))).toEqual(['ready', 'served']);
});

it('a step shows before the server has answered', () => {
	const orders = [order('a', 'ready')];
	const served = pendingOf([{ kind: 'advance', tab_id: 'tab', line_id: 'a-line', to: 'served' }]);
	expect(statuses(lookedInto(open(orders, orders), served))).toEqual(['served']);
});
