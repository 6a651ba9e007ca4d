/** What the service worker does with a request: hashed files and pages and the public menu are kept, all else is not. */
export type Kind = 'file' | 'page' | 'menu' | 'other';

const PUBLIC = /^\/api\/v1\/restaurants\/[^/]+\/(menu|availability)$/;

/** Tells what a request is for. */
export function kindOf(method: string, mode: string, { origin, pathname }: URL, home: string): Kind {
	if (method !== 'GET' || origin !== home) return 'other';
	if (mode === 'navigate') return pathname === '/' || pathname.startsWith('/t/') ? 'page' : 'other';
	if (pathname.startsWith('/_app/immutable/')) return 'file';
	return PUBLIC.test(pathname) ? 'menu' : 'other';
}
