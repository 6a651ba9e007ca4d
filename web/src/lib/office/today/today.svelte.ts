import * as api from '$lib/api/manage';
import { Loaded } from '../loaded.svelte';
import type { Office } from '../office.svelte';
import { changesFigures, REFRESH_MS } from './news';

/** Today's figures, as live as the channel. */
export class TodayFigures extends Loaded<api.Today> {
	constructor(office: Office) {
		super(office, api.today);
	}

	/** Loads at every event that changes a figure, and now and then, as lines get late by waiting. */
	watch(): () => void {
		void this.load();
		const unhear = this.office.hear((event) => {
			if (changesFigures(event?.type)) void this.load();
		});
		const timer = setInterval(() => void this.load(), REFRESH_MS);
		return () => {
			unhear();
			clearInterval(timer);
		};
	}
}
