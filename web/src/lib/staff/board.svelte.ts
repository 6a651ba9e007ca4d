import * as guestApi from '$lib/api/guest';
import * as api from '$lib/api/staff';
import { hasStatus } from '$lib/api/client';
import type {
	Availability,
	Floors,
	LiveEvent,
	Menu,
	StaffSession,
	Sync,
	Tab,
} from '$lib/api/types';
import { coalesce } from '$lib/live/coalesce';
import { compareTabs, isNews, wantsWholeBoard } from '$lib/live/fresh';
import { Pulse } from '$lib/live/pulse.svelte';
import { listen } from '$lib/live/socket';
import { withAvailability } from '$lib/utils/menu';
import { fromSnapshot, nothing, outdated, versionsOf, withoutTabs, withTab, type Shown } from './snapshot';

/** The signed-in staff member's live picture of the restaurant. */
export class Board {
	session = $state.raw<StaffSession | null>(null);
	shown = $state.raw<Shown>(nothing);
	floors = $state.raw<Floors | null>(null);
	menu = $state.raw<Menu | null>(null);
	availability = $state.raw<Availability[]>([]);
	readonly pulse = new Pulse();
	/** Loads everything that is live again; calls in a burst are merged. */
	readonly reload = coalesce(() => this.#loadAll());
	readonly reloadFloors = coalesce(async () => {
		this.floors = await api.tables();
	});
	#hangUp: (() => void) | null = null;
	#tabLoads = new Map<string, () => Promise<void>>();

	/** Takes up the session that the cookie still holds, if it does. */
	async resume(): Promise<void> {
		try {
			await this.enter(await api.me());
		} catch (error) {
			if (!hasStatus(error, 401)) throw error;
			this.#leave();
		}
	}

	/** Shows the board of a session. */
	async enter(session: StaffSession): Promise<void> {
		await Promise.all([this.reload(), this.reloadFloors(), this.#loadMenu(session)]);
		this.session = session;
		this.#listen();
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

	/** Takes over what was heard or set about a dish. */
	setAvailability(heard: Availability): void {
		this.availability = withAvailability(this.availability, heard);
	}

	async #loadAll(): Promise<void> {
		this.shown = fromSnapshot(await api.board(), this.shown);
		this.pulse.beat();
		await Promise.all(outdated(this.shown).map((id) => this.reloadTab(id)));
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
	}

	#listen(): void {
		this.#hangUp ??= listen('staff', {
			connected: () => this.#try(this.reload(), this.reloadFloors()),
			sync: (sync) => this.#onSync(sync),
			event: (event) => this.#onEvent(event),
			refused: () => this.#leave(),
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
		} else if (!event.tab_id) {
			this.#try(this.reload());
		} else if (isNews(this.shown.tabs.get(event.tab_id)?.version, event)) {
			this.#try(this.reloadTab(event.tab_id), this.reloadFloors());
		}
	}

	/** A failed load is made good by the next sync, or shows as staleness. */
	#try(...loads: Promise<void>[]): void {
		for (const load of loads) load.catch(() => undefined);
	}
}
