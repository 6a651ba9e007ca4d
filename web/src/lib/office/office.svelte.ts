import * as api from '$lib/api/staff';
import { hasStatus } from '$lib/api/client';
import type { LiveEvent, StaffSession } from '$lib/api/types';
import { Pulse } from '$lib/live/pulse.svelte';
import { listen } from '$lib/live/socket';
import { explain } from '$lib/utils/explain';

/** `null` when the connection came (back), so that what is shown may be old. */
type Hearer = (event: LiveEvent | null) => void;

/** Who works in the office, and the live channel of their restaurant. */
export class Office {
	session = $state.raw<StaffSession | null>(null);
	/** The session ended in the middle of work: what is on the pages stays until somebody signs in again. */
	expired = $state(false);
	readonly pulse = new Pulse();
	#hearers = new Set<Hearer>();
	#hangUp: (() => void) | null = null;

	/** Takes up the session that the cookie still holds, if it does. */
	async resume(): Promise<void> {
		const before = this.session;
		try {
			this.enter(await api.me());
		} catch (error) {
			if (!hasStatus(error, 401)) throw error;
			// Whoever signed in (or changed the password) while the question was on its way is not signed out.
			if (this.session === before) this.#expire();
		}
	}

	/** Works in a session from now on. A channel of the same restaurant stays: the server ends it with its session. */
	enter(session: StaffSession): void {
		if (this.session?.restaurant.id !== session.restaurant.id) this.stop();
		this.session = session;
		this.expired = false;
		if (session.user.role === 'manager') this.#listen();
	}

	/** Ends the session on the server, then here. */
	async signOut(): Promise<void> {
		await api.signOut();
		this.stop();
		this.session = null;
	}

	/** Ends the live channel with the page. */
	stop(): void {
		this.#hangUp?.();
		this.#hangUp = null;
	}

	/** Tells `hearer` what happens in the restaurant, until the answer is called. */
	hear(hearer: Hearer): () => void {
		this.#hearers.add(hearer);
		return () => this.#hearers.delete(hearer);
	}

	/** What to tell a person about a failure; where the session is over, the sign-in says it instead. */
	tell(error: unknown): string | null {
		if (!hasStatus(error, 401)) return explain(error);
		this.#expire();
		return null;
	}

	#expire(): void {
		this.stop();
		this.expired = this.session !== null;
	}

	#listen(): void {
		this.#hangUp ??= listen('staff', {
			connected: () => this.#spread(null),
			sync: () => this.pulse.beat(),
			event: (event) => this.#spread(event),
			refused: () => this.#expire(),
			dismissed: () => {
				this.stop();
				this.resume().catch(() => this.#listen());
			},
		});
	}

	#spread(event: LiveEvent | null): void {
		this.pulse.beat();
		for (const hearer of this.#hearers) hearer(event);
	}
}
