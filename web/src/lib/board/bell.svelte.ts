import { load, save } from '$lib/utils/storage';

/** Two short tones, as a counter bell rings: hertz, and seconds from the start. */
const NEW_ORDER = [
	{ hertz: 880, at: 0 },
	{ hertz: 1_175, at: 0.18 },
];
const REQUEST = [{ hertz: 660, at: 0 }];
const TONE_SECONDS = 0.35;
const LOUDNESS = 0.4;
const AGAIN_MS = 4_000;

/**
 * Before somebody has touched the page a browser may refuse to make a sound, and says so in its console if it is
 * asked; so it is not asked.
 */
const mayStart = (): boolean => navigator.userActivation?.hasBeenActive ?? true;

/** A switch that the device remembers. */
class Switch {
	on = $state(false);
	constructor(
		readonly key: string,
		otherwise: boolean,
	) {
		this.on = load<boolean>(key) ?? otherwise;
	}

	flip(): void {
		this.on = !this.on;
		save(this.key, this.on);
	}
}

/** The board's sounds. They are made by the browser: no file has to come through a dead spot. */
export class Bell {
	readonly orders = new Switch('dineqr.sound.orders', true);
	readonly requests = new Switch('dineqr.sound.requests', false);
	/** The browser waits for a touch before it lets the page be heard. */
	blocked = $state(!mayStart());
	#context: AudioContext | null = null;

	/** Uses the first touch of the page to be heard from then on. The answer ends the wait for it. */
	watch(): () => void {
		const unlock = () => void this.unlock();
		const events = ['click', 'keydown'] as const;
		for (const event of events) addEventListener(event, unlock, { capture: true });
		return () => {
			for (const event of events) removeEventListener(event, unlock, { capture: true });
			void this.#context?.close().catch(() => undefined);
			this.#context = null;
		};
	}

	/** Has to be called from a touch. */
	async unlock(): Promise<void> {
		if (!mayStart()) return;
		this.#context ??= new AudioContext();
		if (this.#context.state === 'suspended') await this.#context.resume().catch(() => undefined);
		this.blocked = this.#context.state === 'suspended';
	}

	/** Rings now and every few seconds until the answer is called. */
	ringUntilAccepted(): () => void {
		void this.#play(NEW_ORDER);
		const timer = setInterval(() => void this.#play(NEW_ORDER), AGAIN_MS);
		return () => clearInterval(timer);
	}

	/** Rings once for a guest who calls. */
	ringOnce(): void {
		if (this.requests.on) void this.#play(REQUEST);
	}

	async #play(tones: typeof NEW_ORDER): Promise<void> {
		await this.unlock();
		const context = this.#context;
		if (this.blocked || !context) return;
		for (const { hertz, at } of tones) tone(context, hertz, context.currentTime + at);
	}
}

function tone(context: AudioContext, hertz: number, start: number): void {
	const [oscillator, volume] = [context.createOscillator(), context.createGain()];
	oscillator.frequency.value = hertz;
	volume.gain.setValueAtTime(LOUDNESS, start);
	volume.gain.exponentialRampToValueAtTime(0.001, start + TONE_SECONDS);
	oscillator.connect(volume).connect(context.destination);
	oscillator.start(start);
	oscillator.stop(start + TONE_SECONDS);
}
