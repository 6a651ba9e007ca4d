import { expect, it } from 'vitest';
import { placeOf } from './place';

it('a number, with or without a letter, is called a table; a name stands for itself', () => {
	expect(placeOf(['4'])).toBe('Table 4');
	expect(placeOf(['4', 'Terrace 2'])).toBe('Table 4 + Terrace 2');
	expect(placeOf(['G1'])).toBe('Table G1');
	expect(placeOf([])).toBe('Parcel');
});
