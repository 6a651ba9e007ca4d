import * as api from '$lib/api/manage';
import { Loaded } from '../loaded.svelte';
import type { Office } from '../office.svelte';

/** The people who work here. */
export class People extends Loaded<api.Person[]> {
	constructor(office: Office) {
		super(office, async () => (await api.people()).items);
	}

	async add(person: api.PersonIn): Promise<void> {
		await api.addPerson(person);
		await this.load();
	}

	async change(id: string, change: api.PersonIn): Promise<void> {
		const changed = await api.changePerson(id, change);
		this.value = (this.value ?? []).map((person) => (person.id === id ? changed : person));
	}

	async remove(id: string): Promise<void> {
		await api.removePerson(id);
		this.value = (this.value ?? []).filter((person) => person.id !== id);
	}
}
