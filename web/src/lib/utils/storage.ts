/** `localStorage` that neither throws where it is forbidden nor on a value it cannot read. */
export function load<T>(key: string): T | null {
	try {
		const text = localStorage.getItem(key);
		return text === null ? null : (JSON.parse(text) as T);
	} catch {
		return null;
	}
}

/** `null` removes the entry. */
export function save(key: string, value: unknown): void {
	try {
		if (value === null) localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify(value));
	} catch {
		// A private window without storage: the page works, it only forgets on reload.
	}
}
