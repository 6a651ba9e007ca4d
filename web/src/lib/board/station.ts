/** What the address and the device say for "every station", which no station is called. */
export const EVERY = '*';

/**
 * The station to show: the address decides, then what this device showed last, then the person's own. `null` is all
 * of them. What is no longer a station of the restaurant is passed over.
 */
export function chooseStation(
	stations: string[],
	{ asked, kept, own }: { asked: string | null; kept: string | null; own: string | null },
): string | null {
	const wished = [asked, kept].find((name) => name === EVERY || (name !== null && stations.includes(name)));
	if (wished !== undefined) return wished === EVERY ? null : wished;
	return own;
}
