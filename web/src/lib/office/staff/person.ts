import type { Person, PersonIn } from '$lib/api/manage';

/** What a manager types about a person, who signs in with an e-mail address or with a staff id. */
export type PersonForm = { name: string; email: string; staff_id: string; role: 'staff' | 'manager'; station: string };

export const emptyPerson: PersonForm = { name: '', email: '', staff_id: '', role: 'staff', station: '' };

export const loginOf = ({ email, staff_id }: Person): string => [email, staff_id].filter(Boolean).join(', ');

export const formOf = (person: Person): PersonForm => ({
	name: person.name,
	email: person.email ?? '',
	staff_id: person.staff_id ?? '',
	role: person.role === 'manager' ? 'manager' : 'staff',
	station: person.station ?? '',
});

const tidy = (form: PersonForm): PersonForm => ({
	...form,
	name: form.name.trim(),
	email: form.email.trim(),
	staff_id: form.staff_id.trim().toLowerCase(),
});

/** A new person; the login that was left empty is left out. */
export function personIn(form: PersonForm, password: string): PersonIn {
	const { email, staff_id, ...rest } = tidy(form);
	return { ...rest, ...(email ? { email } : {}), ...(staff_id ? { staff_id } : {}), password };
}

/**
 * Only what was changed: a role or station signs a person out, so they are not sent again as they are. A login can
 * be changed but not taken away.
 */
export function changesOf(person: Person, form: PersonForm): PersonIn {
	const before = formOf(person);
	const fields = Object.entries(tidy(form)) as [keyof PersonForm, string][];
	const changed = fields.filter(([field, value]) => value !== before[field] && (value !== '' || field === 'station'));
	return Object.fromEntries(changed);
}

/** Passwords are counted in bytes, as bcrypt reads 72 of them. */
export function isPassword(text: string): boolean {
	const bytes = new TextEncoder().encode(text).length;
	return bytes >= 8 && bytes <= 72;
}
