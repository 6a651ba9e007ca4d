import { describe, expect, it } from 'vitest';
import { byFloor, fingerprint, rangeOfNames, split } from './tables';

const table = (name: string, floor = 'Garden') => ({ id: name, name, floor, seats: 4, token: 't', link: '/t/t' });

describe('tables', () => {
	it('stand by floor, in the order people count', () => {
		const floors = byFloor([table('G10'), table('H1', 'Hall'), table('G2'), table('T1', 'Floor 10'), table('T2', 'Floor 9')]);
		expect(floors.map(({ name, tables }) => [name, tables.map((t) => t.name)])).toEqual([
			['Floor 9', ['T2']],
			['Floor 10', ['T1']],
			['Garden', ['G2', 'G10']],
			['Hall', ['H1']],
		]);
	});
});

describe('a range of tables', () => {
	it('counts from the first to the last', () => {
		expect(rangeOfNames('G1', 'G3')).toEqual(['G1', 'G2', 'G3']);
		expect(rangeOfNames(' Terrace 9 ', 'Terrace 11')).toEqual(['Terrace 9', 'Terrace 10', 'Terrace 11']);
	});

	it('keeps leading zeros', () => {
		expect(rangeOfNames('08', '10')).toEqual(['08', '09', '10']);
	});

	it('is none with other letters, backwards, without numbers, or far too long', () => {
		for (const [a, b] of [['G1', 'H3'], ['G3', 'G1'], ['G', 'H'], ['1', '101']] as const) {
			expect(rangeOfNames(a, b)).toBeNull();
		}
		expect(rangeOfNames('1', '100')).toHaveLength(100);
	});

	it('leaves out what there is already, however it is written', () => {
		expect(split(['g1', 'G2'], [table('G1')])).toEqual({ free: ['G2'], taken: ['g1'] });
	});
});

describe('the mark of a code', () => {
	it('changes with the code', () => {
		expect(fingerprint('abc')).not.toBe(fingerprint('abd'));
		expect(fingerprint('abc')).toBe(fingerprint('abc'));
	});
});
