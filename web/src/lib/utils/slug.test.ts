import { expect, it } from 'vitest';
import { slugOf } from './slug';

it('a name becomes what a link can hold', () => {
	expect(slugOf(' Café Zafran & Co. ')).toBe('cafe-zafran-co');
	expect(slugOf('दिल्ली 6')).toBe('6');
	expect(slugOf('a'.repeat(39) + ' bc')).toBe('a'.repeat(39));
});
