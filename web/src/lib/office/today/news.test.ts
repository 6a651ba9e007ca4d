import { describe, expect, it } from 'vitest';
import { changesFigures } from './news';

describe('today’s figures', () => {
	it('follow orders, payments and tabs', () => {
		expect(['order.placed', 'payment.updated', 'tab.closed'].every(changesFigures)).toBe(true);
	});

	it('do not care for the menu or calls for service', () => {
		expect(['menu.published', 'service.requested', 'dish.availability'].some(changesFigures)).toBe(false);
	});

	it('may be others after a gap', () => {
		expect(changesFigures(undefined)).toBe(true);
	});
});
