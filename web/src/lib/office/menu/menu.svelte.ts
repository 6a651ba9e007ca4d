import * as guestApi from '$lib/api/guest';
import * as api from '$lib/api/manage';
import { setAvailability } from '$lib/api/staff';
import type { Availability, LiveEvent, Menu, Money } from '$lib/api/types';
import { withAvailability } from '$lib/utils/menu';
import { sessionOf } from '../context';
import { Loaded } from '../loaded.svelte';
import type { Office } from '../office.svelte';
import { Saving } from '../saving.svelte';
import { unpublished } from './draft';

/** A price that was changed, and what it was before. */
export type PriceEdit = { dish_id: string; variant_id?: string; name: string; from: Money; to: Money };

/** The menu as the office edits it: the draft, what guests see, and what is sold out. */
export class MenuDesk {
	readonly both: Loaded<{ draft: api.Draft; published: Menu }>;
	readonly marking: Saving;
	readonly publishing: Saving;
	stock = $state.raw<Availability[]>([]);
	/** The last price that was changed, as long as it can be taken back. */
	last = $state.raw<PriceEdit | null>(null);
	readonly waiting = $derived.by(() => {
		const both = this.both.value;
		return both && unpublished(both.draft, both.published);
	});
	readonly #slug: string;

	constructor(readonly office: Office) {
		this.#slug = sessionOf(office).restaurant.slug;
		this.marking = new Saving(office);
		this.publishing = new Saving(office);
		this.both = new Loaded(office, async () => {
			const [draft, published, stock] = await Promise.all([
				api.draft(),
				api.published(this.#slug),
				guestApi.availability(this.#slug),
			]);
			this.stock = stock.items;
			return { draft, published };
		});
	}

	/** Loads the menu and follows it. */
	watch(): () => void {
		void this.both.load();
		return this.office.hear((event) => this.#hear(event));
	}

	isSoldOut(dish_id: string): boolean {
		return this.stock.some((mark) => mark.dish_id === dish_id && !mark.variant_id && mark.status === 'sold_out');
	}

	/** Whether guests can see the dish at all. */
	isOnMenu(dish_id: string): boolean {
		const categories = this.both.value?.published.categories ?? [];
		return categories.some(({ dishes }) => dishes.some(({ id }) => id === dish_id));
	}

	async toggleSoldOut(dish_id: string): Promise<void> {
		const status = this.isSoldOut(dish_id) ? 'available' : 'sold_out';
		await this.marking.run(async () => {
			this.stock = withAvailability(this.stock, await setAvailability(dish_id, { status }));
		});
	}

	/** Changes a price on the draft and for guests at once. */
	async setPrice(edit: PriceEdit): Promise<void> {
		await this.#write(edit, edit.to);
		this.last = edit;
	}

	/** Takes the last change of a price back. */
	async undo(): Promise<void> {
		const { last } = this;
		if (!last) return;
		await this.marking.run(() => this.#write(last, last.from));
		if (!this.marking.problem) this.last = null;
	}

	publish(): Promise<boolean> {
		return this.publishing.run(async () => {
			await api.publish();
			await this.both.load();
		});
	}

	async #write({ dish_id, variant_id }: PriceEdit, price: Money): Promise<void> {
		await api.editPrice(dish_id, { price, ...(variant_id ? { variant_id } : {}) });
		await this.both.load();
	}

	#hear(event: LiveEvent | null): void {
		if (event?.type === 'dish.availability') this.stock = withAvailability(this.stock, event.data as Availability);
		else if (!event || event.type === 'menu.published') void this.both.load();
	}
}
