import * as api from '$lib/api/manage';
import { Loaded } from '../loaded.svelte';
import type { FieldErrors } from '../fields';
import type { Office } from '../office.svelte';
import { Saving } from '../saving.svelte';
import { changesOf, check, formOf, type SettingsForm } from './form';

/** The restaurant's settings while they are edited. */
export class SettingsDesk extends Loaded<api.ManagedRestaurant> {
	readonly saving: Saving;
	form = $state<SettingsForm | null>(null);
	#found = $state.raw<FieldErrors>({});
	readonly currency = $derived(this.value?.currency ?? 'INR');
	readonly dirty = $derived(
		this.value !== null && this.form !== null && changesOf(formOf(this.value), this.form, this.currency) !== null,
	);

	constructor(office: Office) {
		super(office, api.restaurant);
		this.saving = new Saving(office);
	}

	/** What is wrong: what the page found, and what the server refused. */
	get errors(): FieldErrors {
		return { ...this.saving.fields, ...this.#found };
	}

	/** Loads the settings and starts to edit them. */
	async start(): Promise<void> {
		await this.load();
		this.reset();
	}

	/** Goes back to what is saved. */
	reset(): void {
		this.form = this.value && formOf(this.value);
		this.#found = {};
	}

	/** Saves what was changed. Answers whether it was taken. */
	async save(): Promise<boolean> {
		if (!this.form || !this.value) return false;
		const before = formOf(this.value);
		this.#found = check(before, this.form, this.currency);
		if (Object.keys(this.#found).length > 0) return false;
		const change = changesOf(before, this.form, this.currency) ?? {};
		const saved = await this.saving.run(async () => (this.value = await api.changeRestaurant(change)));
		if (saved) this.reset();
		return saved;
	}
}
