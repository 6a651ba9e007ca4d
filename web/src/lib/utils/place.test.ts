import { expect, it } from 'vitest';
import { placeOf } from './place';

it('a bare number is called a table, a name stands for itself', () => {
	expect(placeOf([{ name: '4' }])).toBe('Table 4');
	expect(placeOf([{ name: '4' }, { name: 'Terrace 2' }])).toBe('Table 4 + Terrace 2');
	expect(placeOf([])).toBe('Parcel');
});
