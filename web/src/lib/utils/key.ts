/**
 * A key for one attempt, 128 random bits. `crypto.randomUUID` is missing where a restaurant serves
 * the page over plain http on its own network; `getRandomValues` is not.
 */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
