import * as guestApi from '$lib/api/guest';
import * as api from '$lib/api/staff';
import { hasStatus } from '$lib/api/client';
import type {
	Availability,
	BoardSnapshot,
	Dish,
	Floors,
	LiveEvent,
	Menu,
	Order,
	StaffSession,
	Sync,
	Tab,
} from '$lib/api/types';
import { coalesce } from '$lib/live/coalesce';
import { compareTabs, isNews, wantsWholeBoard } from '$lib/live/fresh';
import { Pulse } from '$lib/live/pulse.svelte';
import { listen } from '$lib/live/socket';
import { withAvailability } from '$lib/utils/menu';
import {
	fromSnapshot,
	isOrderEvent,
	mergeSnapshots,
	nothing,
	outdated,
	versionsOf,
	wantsLoad,
	withOrder,
	withoutTabs,
	withTab,
	type OrderEvent,
	type Shown,
} from './snapshot';

/** The signed-in staff member's live picture of the restaurant. */
export class Board {
	session = $state.raw<StaffSession | null>(null);
	/** The session ended in the middle of work: everything stays as it is until somebody signs in. */
	expired = $state(false);
	shown = $state.raw<Shown>(nothing);
	floors = $state.raw<Floors | null>(null);
	menu = $state.raw<Menu | null>(null);
	availability = $state.raw<Availability[]>([]);
	readonly pulse = new Pulse();
	/** Called whenever the live channel is there, for the first time or again. */
	onconnect: () => void = () => undefined;
	/** Loads everything that is live again; calls in a burst are merged. */
	readonly reload = coalesce(() => this.#loadAll());
	readonly reloadFloors = coalesce(async () => {
		this.floors = await api.tables();
	});
	#whose: StaffSession | null = null;
	#hangUp: (() => void) | null = null;
	#tabLoads = new Map<string, () => Promise<void>>();

	/** Takes up the session that the cookie still holds, if it does. */
	async resume(): Promise<void> {
		try {
			await this.enter(await api.me());
		} catch (error) {
			if (!hasStatus(error, 401)) throw error;
			this.expire();
		}
	}

	/** Shows the board of a session; of the same person's next one, where it was left. */
	async enter(session: StaffSession): Promise<void> {
		const same = this.session?.user.id === session.user.id && this.session.restaurant.id === session.restaurant.id;
		if (!same) this.shown = nothing;
		this.#whose = session;
		await Promise.all([this.reload(), this.reloadFloors(), this.#loadMenu(session)]);
		this.session = session;
		this.expired = false;
		this.#listen();
	}

	/** Asks for a new sign-in and keeps what is shown. */
	expire(): void {
		this.stop();
		this.expired = this.session !== null;
	}

	/** Ends the session on the server, then here. */
	async signOut(): Promise<void> {
		this.stop();
		try {
			await api.signOut();
		} catch (error) {
			this.#listen();
			throw error;
		}
		this.#leave();
	}

	/** Ends the live channel with the page. */
	stop(): void {
		this.#hangUp?.();
		this.#hangUp = null;
	}

	/** Loads one tab again; a burst of events about it costs two loads. */
	reloadTab(id: string): Promise<void> {
		const load = this.#tabLoads.get(id) ?? coalesce(async () => this.show(await api.tab(id)));
		this.#tabLoads.set(id, load);
		return load();
	}

	/** Puts a tab on the board as it is now. */
	show(tab: Tab): void {
		this.shown = withTab(this.shown, tab);
		if (tab.status !== 'open') this.#tabLoads.delete(tab.id);
	}

	/** The order with this id, or with this line. */
	orderOf(tab_id: string, { order, line }: { order?: string; line?: string }): Order | null {
		const orders = this.shown.tabs.get(tab_id)?.orders ?? [];
		return orders.find(({ id, lines }) => id === order || lines.some((one) => one.id === line)) ?? null;
	}

	/** A dish of the published menu. */
	dish(id: string): Dish | null {
		return this.menu?.categories.flatMap(({ dishes }) => dishes).find((dish) => dish.id === id) ?? null;
	}

	/** Takes over what was heard or set about a dish. */
	setAvailability(heard: Availability): void {
		this.availability = withAvailability(this.availability, heard);
	}

	async #loadAll(): Promise<void> {
		this.shown = fromSnapshot(await this.#snapshot(), this.shown);
		this.pulse.beat();
		await Promise.all(outdated(this.shown).map((id) => this.reloadTab(id)));
	}

	/** The whole restaurant: whoever belongs to a station is told of that one alone, unless they ask for each. */
	async #snapshot(): Promise<BoardSnapshot> {
		const { user, stations } = this.#whose ?? {};
		if (!user?.station || !stations) return api.board();
		return mergeSnapshots(await Promise.all(stations.map((station) => api.board(station))));
	}

	async #loadMenu({ restaurant }: StaffSession): Promise<void> {
		const [menu, availability] = await Promise.all([
			guestApi.menu(restaurant.slug),
			guestApi.availability(restaurant.slug),
		]);
		this.menu = menu;
		this.availability = availability.items;
	}

	#leave(): void {
		this.stop();
		this.session = null;
		this.expired = false;
		this.shown = nothing;
	}

	#listen(): void {
		this.#hangUp ??= listen('staff', {
			connected: () => {
				this.onconnect();
				this.#try(this.reload(), this.reloadFloors());
			},
			sync: (sync) => this.#onSync(sync),
			event: (event) => this.#onEvent(event),
			refused: () => this.expire(),
			dismissed: () => {
				this.stop();
				this.resume().catch(() => this.#listen());
			},
		});
	}

	#onSync(sync: Sync): void {
		this.pulse.beat();
		const { behind, gone } = compareTabs(versionsOf(this.shown), sync);
		this.shown = withoutTabs(this.shown, gone);
		if (wantsWholeBoard(behind)) this.#try(this.reload());
		else this.#try(...behind.map((id) => this.reloadTab(id)));
		if (behind.length + gone.length > 0) this.#try(this.reloadFloors());
	}

	#onEvent(event: LiveEvent): void {
		this.pulse.beat();
		if (event.type === 'dish.availability') {
			this.setAvailability(event.data as Availability);
		} else if (event.type === 'menu.published') {
			if (this.session) this.#try(this.#loadMenu(this.session));
		} else if (isOrderEvent(event)) {
			this.#onOrder(event);
		} else if (!event.tab_id) {
			this.#try(this.reload());
		} else if (isNews(this.shown.tabs.get(event.tab_id)?.version, event)) {
			this.#try(this.reloadTab(event.tab_id), this.reloadFloors());
		}
	}

	/** What the event carries is on the screen before anything is asked of the server. */
	#onOrder(event: OrderEvent): void {
		const news = isNews(this.shown.tabs.get(event.tab_id)?.version, event);
		this.shown = withOrder(this.shown, event);
		if (!news) return;
		const load = wantsLoad(this.shown, event.tab_id, event.version);
		this.#try(...(load ? [this.reloadTab(event.tab_id)] : []), this.reloadFloors());
	}

	/** A failed load is made good by the next sync, or shows as staleness; one without a session asks for a sign-in. */
	#try(...loads: Promise<void>[]): void {
		for (const load of loads) {
			load.catch((error: unknown) => {
				if (hasStatus(error, 401)) this.expire();
			});
		}
	}
}
