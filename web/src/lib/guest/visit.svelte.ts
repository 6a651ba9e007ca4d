import * as api from '$lib/api/guest';
import { hasStatus } from '$lib/api/client';
import type { Availability, Boot, LiveEvent, Menu, Sync, Tab, TableCard } from '$lib/api/types';
import { coalesce } from '$lib/live/coalesce';
import { isBehind, isNews } from '$lib/live/fresh';
import { Pulse } from '$lib/live/pulse.svelte';
import { listen } from '$lib/live/socket';
import { dishesById, withAvailability } from '$lib/utils/menu';
import { load, save } from '$lib/utils/storage';

/** Which table's code this browser's guest session was made with. */
const SESSION_TOKEN = 'dineqr.session';

/** One phone's visit to one table: what its code means, the menu, and the tab once signed in. */
export class Visit {
	card = $state.raw<TableCard | null>(null);
	menu = $state.raw<Menu | null>(null);
	availability = $state.raw<Availability[]>([]);
	tab = $state.raw<Tab | null>(null);
	/** The visit that ended while, or before, this page was open. */
	past = $state.raw<Tab | null>(null);
	/** It ended while this page was open: a new visit takes a new scan of the code. */
	ended = $state(false);
	/** The server ended this phone's session while the page was open. */
	signedOut = $state(false);
	readonly dishes = $derived(this.menu ? dishesById(this.menu) : new Map());
	readonly pulse = new Pulse();
	/** Loads the tab again; calls in a burst are merged. */
	readonly reload = coalesce(() => this.#loadTab());
	#hangUp: (() => void) | null = null;

	constructor(readonly token: string) {}

	/** Shows the menu, from the page itself where the server put it there, then the open tab. */
	async start(boot: Boot | null): Promise<void> {
		if (boot) this.#show(boot, boot.menu, boot.availability);
		else await this.#fetchMenu();
		const known = load<string>(SESSION_TOKEN);
		if (known === this.token) await this.reload();
	}

	/** Signs in with what the table's presence policy asks for. */
	async signIn(presence: api.Presence): Promise<void> {
		await api.signIn(this.token, presence);
		save(SESSION_TOKEN, this.token);
		this.past = null;
		this.signedOut = false;
		await this.reload();
	}

	/** Ends the live channel with the page. */
	stop(): void {
		this.#hangUp?.();
		this.#hangUp = null;
	}

	async #fetchMenu(): Promise<void> {
		const card = await api.tableCard(this.token);
		const { slug } = card.restaurant;
		const [menu, availability] = await Promise.all([api.menu(slug), api.availability(slug)]);
		this.#show(card, menu, availability.items);
	}

	#show(card: TableCard, menu: Menu, availability: Availability[]): void {
		this.card = card;
		this.menu = menu;
		this.availability = availability;
	}

	async #loadTab(): Promise<void> {
		try {
			const tab = await api.tab();
			if (tab.status === 'closed') return this.#end(tab);
			this.tab = tab;
			this.pulse.beat();
			this.#listen();
		} catch (error) {
			if (!hasStatus(error, 401)) throw error;
			this.#signedOut();
		}
	}

	#end(tab: Tab): void {
		this.past = tab;
		this.ended = this.tab !== null;
		this.tab = null;
		this.stop();
	}

	#signedOut(): void {
		save(SESSION_TOKEN, null);
		this.signedOut ||= this.tab !== null;
		this.tab = null;
		this.stop();
	}

	#listen(): void {
		this.#hangUp ??= listen('guest', {
			connected: () => this.#heard(true),
			sync: (sync: Sync) => this.#heard(isBehind(this.tab?.version, sync.data.version ?? 0)),
			event: (event) => this.#onEvent(event),
			refused: () => this.#signedOut(),
			dismissed: () => {
				this.stop();
				this.reload().catch(() => this.#listen());
			},
		});
	}

	#heard(news: boolean): void {
		this.pulse.beat();
		// A failed load is made good by the next sync, or shows as staleness.
		if (news) this.reload().catch(() => undefined);
	}

	#onEvent(event: LiveEvent): void {
		if (event.type === 'dish.availability') {
			this.availability = withAvailability(this.availability, event.data as Availability);
		} else if (event.type === 'menu.published') {
			this.#fetchMenu().catch(() => undefined);
		} else {
			this.#heard(isNews(this.tab?.version, event));
		}
	}
}
