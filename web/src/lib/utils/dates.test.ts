import { describe, expect, it } from 'vitest';
import { dayName, isDay, shiftDay, timeOf, weekdayName } from './dates';

describe('the days and times of a restaurant', () => {
	it('are on its own clock, not on that of the device', () => {
		expect(timeOf('2026-11-24T13:30:00Z', 'Asia/Kolkata')).toBe('19:00');
		expect(timeOf('2026-11-24T13:30:00Z', 'Europe/London')).toBe('13:30');
	});

	it('cross months and leap days', () => {
		expect(shiftDay('2026-02-28', 1)).toBe('2026-03-01');
		expect(shiftDay('2028-03-01', -1)).toBe('2028-02-29');
		expect(shiftDay('2026-01-05', -7)).toBe('2025-12-29');
	});

	it('are said in words', () => {
		expect(dayName('2026-11-24')).toContain('November');
		expect(weekdayName(1)).toBe('Monday');
		expect(weekdayName(7)).toBe('Sunday');
	});

	it('exist', () => {
		expect(isDay('2026-11-24')).toBe(true);
		expect(isDay('2026-02-30')).toBe(false);
		expect(isDay('tomorrow')).toBe(false);
		expect(isDay('2026-13-01')).toBe(false);
	});
});
