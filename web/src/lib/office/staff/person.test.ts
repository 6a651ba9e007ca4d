import { describe, expect, it } from 'vitest';
import { changesOf, formOf, isPassword, personIn } from './person';

const karan = { id: '1', name: 'Karan', role: 'staff', staff_id: 'karan', station: 'tandoor' };

describe('a person of the staff', () => {
	it('signs in with an address or with a staff id, and what is empty is not sent', () => {
		const form = { name: ' Asha ', email: 'asha@demo.test', staff_id: '', role: 'staff' as const, station: '' };
		expect(personIn(form, 'secret')).toEqual({
			name: 'Asha',
			email: 'asha@demo.test',
			role: 'staff',
			station: '',
			password: 'secret',
		});
		expect(personIn({ ...form, email: '', staff_id: 'Asha1' }, 'secret')).toMatchObject({ staff_id: 'asha1' });
	});

	it('is not signed out by changes that are none', () => {
		expect(changesOf(karan, formOf(karan))).toEqual({});
	});

	it('changes only in what was changed', () => {
		expect(changesOf(karan, { ...formOf(karan), name: 'Karan S', station: '' })).toEqual({ name: 'Karan S', station: '' });
	});

	it('keeps a login that was emptied: it can only be changed', () => {
		expect(changesOf(karan, { ...formOf(karan), staff_id: '' })).toEqual({});
	});
});

describe('a password', () => {
	it('is counted in bytes', () => {
		expect(isPassword('1234567')).toBe(false);
		expect(isPassword('12345678')).toBe(true);
		expect(isPassword('मसाला')).toBe(true);
		expect(isPassword('म'.repeat(24))).toBe(true);
		expect(isPassword('म'.repeat(25))).toBe(false);
	});
});
