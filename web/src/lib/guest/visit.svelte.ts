import * as api from '$lib/api/guest';
import { ApiError, hasStatus } from '$lib/api/client';
import type { Availability, Boot, Dish, LineIn, LiveEvent, Menu, Quote, Sync, Tab, TableCard } from '$lib/api/types';
import { coalesce } from '$lib/live/coalesce';
import { isBehind, isNews } from '$lib/live/fresh';
import { Pulse } from '$lib/live/pulse.svelte';
import { getLocale } from '$lib/utils/locale';
import { dishesById, withAvailability } from '$lib/utils/menu';
import { hasSession, keepMyId, keepPlace, keepSession, myIds } from './memory';

/** A tab that could not be loaded is asked for again after this. */
const RETRY_MS = 3_000;

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
	/** This phone has a session here, as far as it knows: in a dead spot that is all there is. */
	signedIn = $state(false);
	/** The guest ids that are this phone. */
	mine = $state.raw<ReadonlySet<string>>(new Set(myIds()));
	readonly dishes = $derived<Map<string, Dish>>(this.menu ? dishesById(this.menu) : new Map());
	readonly pulse = new Pulse();
	/** Loads the tab again; calls in a burst are merged. */
	readonly reload = coalesce(() => this.#loadTab());
	#hangUp: (() => void) | null = null;
	#dialling = false;
	#retry: ReturnType<typeof setTimeout> | undefined;

	constructor(readonly token: string) {}

	/** Shows the menu, from the page itself where the server put it there, then the open tab. */
	async start(boot: Boot | null): Promise<void> {
		if (boot) this.#show(boot, boot.menu, boot.availability);
		else await this.#fetchMenu();
		if (boot && this.#language !== undefined) this.refreshMenu();
		this.signedIn = hasSession(this.token);
		if (this.signedIn) await this.catchUp();
	}

	/** Loads the tab, and tries again while there is no answer: the menu does not wait for it. */
	async catchUp(): Promise<void> {
		clearTimeout(this.#retry);
		try {
			if (this.signedIn) await this.reload();
		} catch {
			this.#retry = setTimeout(() => void this.catchUp(), RETRY_MS);
		}
	}

	/** Loads menu and marks again, for a page that may show old ones. */
	refreshMenu(): void {
		this.#fetchMenu().catch(() => undefined);
	}

	/** Loads the marks alone: what is sold out is also told live, but not to a phone that did not listen. */
	refreshStock(): void {
		const slug = this.card?.restaurant.slug;
		if (!slug) return;
		api.availability(slug).then(
			({ items }) => (this.availability = items),
			() => undefined,
		);
	}

	/** Signs in with what the table's presence policy asks for. */
	async signIn(presence: api.Presence): Promise<void> {
		const { guest } = await api.signIn(this.token, presence);
		keepSession(this.token);
		this.#isMe(guest.id);
		this.past = null;
		this.ended = this.signedOut = false;
		this.signedIn = true;
		await this.reload();
	}

	/** What dishes would cost this phone. */
	quote(lines: LineIn[]): Promise<Quote> {
		return this.signedIn ? api.quote(lines) : api.quoteAtTable(this.token, lines);
	}

	/** Ends the live channel with the page. */
	stop(): void {
		clearTimeout(this.#retry);
		this.#hangUp?.();
		this.#hangUp = null;
	}

	/** The session is over: what the guest does next asks who they are. */
	endSession(): void {
		keepSession(null);
		this.signedOut ||= this.signedIn;
		this.signedIn = false;
		this.tab = null;
		this.stop();
	}

	/** The page's language, where the menu has it beside its own. */
	get #language(): string | undefined {
		const [first, ...others] = this.card?.restaurant.languages ?? [];
		const locale = getLocale();
		return locale !== first && others.includes(locale) ? locale : undefined;
	}

	async #fetchMenu(): Promise<void> {
		const card = await api.tableCard(this.token);
		const { slug } = card.restaurant;
		this.card = card;
		const [menu, availability] = await Promise.all([api.menu(slug, this.#language), api.availability(slug)]);
		this.#show(card, menu, availability.items);
	}

	#show(card: TableCard, menu: Menu, availability: Availability[]): void {
		this.card = card;
		this.menu = menu;
		this.availability = availability;
		keepPlace({ token: this.token, restaurant: card.restaurant.name, table: card.table.name });
	}

	#isMe(id: string): void {
		keepMyId(id);
		this.mine = new Set(myIds());
	}

	async #loadTab(): Promise<void> {
		try {
			const tab = await api.tab();
			if (tab.status === 'closed') return this.#end(tab);
			if (!tab.guests.some(({ id }) => this.mine.has(id))) await this.#askWhoIAm();
			this.tab = tab;
			this.pulse.beat();
			void this.#listen();
		} catch (error) {
			if (!hasStatus(error, 401)) throw error;
			this.endSession();
		}
	}

	async #askWhoIAm(): Promise<void> {
		const { guest } = await api.session();
		if (guest) this.#isMe(guest.guest_id);
	}

	#end(tab: Tab): void {
		this.past = tab;
		this.ended ||= this.tab !== null;
		this.tab = null;
		this.signedIn = false;
		this.stop();
	}

	/** The live channel is for guests at a tab; its code comes with the first of them. */
	async #listen(): Promise<void> {
		if (this.#hangUp || this.#dialling) return;
		this.#dialling = true;
		const live = await import('$lib/live/socket').catch(() => null);
		this.#dialling = false;
		if (!live || !this.tab) return;
		this.#hangUp = live.listen('guest', {
			connected: () => {
				this.#heard(true);
				this.refreshStock();
			},
			sync: (sync: Sync) => this.#heard(isBehind(this.tab?.version, sync.data.version ?? 0)),
			event: (event) => this.#onEvent(event),
			refused: () => this.endSession(),
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
			this.refreshMenu();
		} else {
			this.#heard(isNews(this.tab?.version, event));
		}
	}
}

/** Whether a request failed because nobody answered, or because the server could not. */
export const isUnanswered = (error: unknown): boolean => !(error instanceof ApiError) || error.problem.status >= 500;
