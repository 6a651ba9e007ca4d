import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Line, Order } from '$lib/api/types';
import type { Commands } from '$lib/staff/commands.svelte';
import { load, save } from '$lib/utils/storage';
import { Bell } from './bell.svelte';
import { Clock } from './clock.svelte';
import { chooseStation, EVERY } from './station';
import { columnsOf } from './tickets';

/** What the board asks before it does it. */
export type Question =
	| { about: 'reject' | 'cancel'; order: Order }
	| { about: 'void'; order: Order; line: Line }
	| { about: 'stock'; dish_id: string; variant_id: string | null };

const MODE = 'dineqr.kitchen_mode';
const stationKey = (restaurant: string) => `dineqr.station.${restaurant}`;

/** The kitchen's own side of the board: which station, which tickets, what rings, how it is shown. */
export class Kitchen {
	readonly clock = new Clock();
	readonly bell = new Bell();
	/** Nothing but tickets, in large type; the device remembers it. */
	mode = $state(load<boolean>(MODE) ?? false);
	question = $state.raw<Question | null>(null);
	#kept = $state<string | null>(null);

	readonly stations = $derived.by(() => this.commands.board.session?.stations ?? []);
	readonly station = $derived.by(() =>
		chooseStation(this.stations, {
			asked: page.url.searchParams.get('station'),
			kept: this.#kept ?? this.#remembered(),
			own: this.commands.board.session?.user.station ?? null,
		}),
	);
	readonly columns = $derived.by(() =>
		columnsOf(this.commands.board.shown, this.station, this.commands.steps.pending),
	);

	constructor(readonly commands: Commands) {}

	/** Shows one station, or all of them; the address and the device remember it. */
	choose(station: string | null): void {
		const name = station ?? EVERY;
		this.#kept = name;
		const { session } = this.commands.board;
		if (session) save(stationKey(session.restaurant.slug), name);
		const url = new URL(page.url);
		url.searchParams.set('station', name);
		void goto(url, { replaceState: true, keepFocus: true, noScroll: true });
	}

	/** Into kitchen mode, on the whole screen where the browser can. */
	enterMode(): void {
		this.#setMode(true);
		void document.documentElement.requestFullscreen?.().catch(() => undefined);
	}

	leaveMode(): void {
		this.#setMode(false);
		if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
	}

	#setMode(on: boolean): void {
		this.mode = on;
		save(MODE, on ? true : null);
	}

	#remembered(): string | null {
		const { session } = this.commands.board;
		return session ? load<string>(stationKey(session.restaurant.slug)) : null;
	}
}

/** What the pages of the kitchen share. */
export const [getKitchen, setKitchen] = createContext<Kitchen>();
