import { load, save } from '$lib/utils/storage';

const KEY = 'dineqr.staff_light';

/** The staff's rooms are dark unless this device was told otherwise. */
class Theme {
	light = $state(load<boolean>(KEY) ?? false);

	flip(): void {
		this.light = !this.light;
		save(KEY, this.light ? true : null);
	}
}

export const theme = new Theme();
