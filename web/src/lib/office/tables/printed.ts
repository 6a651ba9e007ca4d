import { load, save } from '$lib/utils/storage';

/** Only the device knows whether somebody printed; the server learns of it when the first guest scans. */
const keyOf = (slug: string): string => `dineqr.office.printed.${slug}`;

export const wasPrinted = (slug: string): boolean => load<boolean>(keyOf(slug)) === true;
export const markPrinted = (slug: string): void => save(keyOf(slug), true);
