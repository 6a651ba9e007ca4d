/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/**
 * Keeps the guest's page for dead spots: its files, the pages of the tables this phone was at, and the public menu.
 * What a session sees is never kept.
 */
import { version } from '$service-worker';
import { kindOf } from './lib/worker/kind';

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `dineqr-${version}`;
/** Pages that an older version opened go on with its files, so one older cache stays. */
const CACHES_KEPT = 2;
/** A network that takes longer than this to begin an answer is as good as none. */
const PATIENCE_MS = 6_000;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const kind = kindOf(request.method, request.mode, new URL(request.url), location.origin);
	if (kind === 'file') event.respondWith(cacheFirst(request));
	if (kind === 'page' || kind === 'menu') event.respondWith(networkFirst(request));
});

async function install(): Promise<void> {
	const files = (await (await fetch('/guest-files.json', { cache: 'no-cache' })).json()) as string[];
	const cache = await caches.open(CACHE);
	await cache.addAll(['/', ...files]);
	await worker.skipWaiting();
}

async function activate(): Promise<void> {
	const mine = (await caches.keys()).filter((name) => name.startsWith('dineqr-'));
	await Promise.all(mine.slice(0, -CACHES_KEPT).map((name) => caches.delete(name)));
	await worker.clients.claim();
	await keepOpenPages();
}

/** The page that brought this worker was loaded before it could keep anything. */
async function keepOpenPages(): Promise<void> {
	const cache = await caches.open(CACHE);
	for (const { url } of await worker.clients.matchAll({ type: 'window' })) {
		if (kindOf('GET', 'navigate', new URL(url), location.origin) === 'page') await cache.add(bare(url)).catch(() => undefined);
	}
}

async function cacheFirst(request: Request): Promise<Response> {
	return (await caches.match(request)) ?? fetch(request);
}

async function networkFirst(request: Request): Promise<Response> {
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
		if (response.ok) await keep(request, response.clone());
		return response;
	} catch (error) {
		const kept = await caches.match(bare(request.url));
		if (kept) return kept;
		throw error;
	}
}

async function keep(request: Request, response: Response): Promise<void> {
	const cache = await caches.open(CACHE);
	await cache.put(bare(request.url), response);
}

/** The address without what only the page itself reads. */
function bare(url: string): string {
	const address = new URL(url);
	address.hash = '';
	return address.href;
}
