import { createContext } from 'svelte';
import type { StaffSession } from '$lib/api/types';
import type { Office } from './office.svelte';

const [getOffice, setOffice] = createContext<Office>();
export { getOffice, setOffice };

/** The session of a page inside the office: there always is one. */
export function sessionOf(office: Office): StaffSession {
	if (!office.session) throw new Error('the pages of the office are shown to somebody who is signed in');
	return office.session;
}
