import { describe, expect, it } from 'vitest';
import type { ManagedRestaurant } from '$lib/api/manage';
import { clockOf, isTimeZone, minutesOf } from './clock';
import { basisPoints, changesOf, check, formOf } from './form';

const restaurant: ManagedRestaurant = {
	id: 'r',
	slug: 'demo',
	name: 'Tandoori Junction',
	address: '14 Station Road',
	currency: 'INR',
	gstin: '29ABCDE1234F1Z5',
	fssai: null,
	hours: [],
	open_now: true,
	languages: ['en'],
	time_zone: 'Asia/Kolkata',
	business_day_start: 240,
	settings: {
		accepting_orders: true,
		business_day_start: 240,
		hours: [{ day: 1, opens: 720, closes: 1440 }],
		orders_per_tab: 40,
		presence_policy: 'otp',
		rounding_unit: 100,
		stations: ['kitchen', 'bar'],
		tax_classes: [{ key: 'gst5', name: 'GST 5 %', inclusive: false, components: [{ name: 'CGST', rate_basis_points: 250 }] }],
		unseen_amount: { amount: 500_000, currency: 'INR' },
		unseen_items: 30,
	},
};
const form = () => formOf(structuredClone(restaurant));
const wrong = (change: Partial<ReturnType<typeof form>>) => Object.keys(check(form(), { ...form(), ...change }, 'INR'));

describe('the settings as a form', () => {
	it('have nothing wrong and nothing changed at first', () => {
		expect(check(form(), form(), 'INR')).toEqual({});
		expect(changesOf(form(), form(), 'INR')).toBeNull();
	});

	it('name every field that breaks its rule', () => {
		expect(wrong({ gstin: '29ABC', fssai: '12', name: ' ' })).toEqual(['name', 'gstin', 'fssai']);
		expect(wrong({ time_zone: 'Mars/Olympus', languages: [], stations: ['bar', 'bar'] })).toEqual([
			'time_zone',
			'languages',
			'stations',
		]);
		expect(wrong({ unseen_amount: 'much', orders_per_tab: 0 })).toEqual(['unseen_amount', 'orders_per_tab']);
		expect(wrong({ hours: [{ key: 0, day: 1, opens: '', closes: '22:00' }] })).toEqual(['hours']);
	});

	it('do not hold up what is saved already, whatever it is', () => {
		const huge = { ...form(), unseen_amount: '1000000000000.00' };
		expect(check(huge, { ...huge, name: 'Another' }, 'INR')).toEqual({});
		expect(changesOf(huge, { ...huge, name: 'Another' }, 'INR')).toEqual({ name: 'Another' });
	});

	it('may leave the registration numbers empty', () => {
		expect(wrong({ gstin: '', fssai: '' })).toEqual([]);
	});

	it('send only what was changed', () => {
		const after = { ...form(), gstin: '29abcde1234f1z6', presence_policy: 'pin' as const };
		expect(changesOf(form(), after, 'INR')).toEqual({
			gstin: '29ABCDE1234F1Z6',
			settings: { presence_policy: 'pin' },
		});
	});

	it('take a midnight that ends a day for the one that begins the next: it closes at the same moment', () => {
		expect(form().hours[0]?.closes).toBe('00:00');
		expect(changesOf(form(), form(), 'INR')).toBeNull();
	});
});

describe('rates', () => {
	it('are read without floating point', () => {
		expect(basisPoints('2.5')).toBe(250);
		expect(basisPoints('18')).toBe(1800);
		expect(basisPoints('0.07')).toBe(7);
	});

	it('are no more than a hundred percent and have two decimals', () => {
		for (const text of ['101', '2.555', '-1', 'x', '']) expect(basisPoints(text)).toBeNull();
	});
});

describe('times', () => {
	it('go to minutes and back', () => {
		expect(clockOf(545)).toBe('09:05');
		expect(minutesOf('09:05')).toBe(545);
		expect(minutesOf('24:00')).toBeNull();
	});

	it('have zones that exist', () => {
		expect(isTimeZone('Asia/Kolkata')).toBe(true);
		expect(isTimeZone('Mars/Olympus')).toBe(false);
		expect(isTimeZone('')).toBe(false);
	});
});
