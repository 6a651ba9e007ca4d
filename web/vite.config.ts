import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const SVELTE = /node_modules\/(svelte|esm-env|clsx|devalue)\//;
const GUEST = ['t/[token]/+page.svelte', '+layout.svelte'].map((page) => resolve(import.meta.dirname, 'src/routes', page));

const TEXTS = resolve(import.meta.dirname, 'src/lib/paraglide');
const guestNeeds = new Set<string>();

/**
 * Finds all modules that the guest's page loads before it shows anything: they are kept apart from what comes later,
 * as dialogs do, and from what other pages add.
 */
const guestFirst: Plugin = {
	name: 'guest-first',
	buildEnd() {
		guestNeeds.clear();
		const visit = (id: string): void => {
			if (guestNeeds.has(id)) return;
			guestNeeds.add(id);
			const module = this.getModuleInfo(id);
			// Everybody imports the list of all texts; what counts are the texts that are said.
			for (const [, text] of module?.code?.matchAll(/\bm\.(\w+)/g) ?? []) guestNeeds.add(`${TEXTS}/messages/${text}.js`);
			module?.importedIds.filter((other) => !other.startsWith(`${TEXTS}/messages`)).forEach(visit);
		};
		GUEST.forEach(visit);
	},
};

const server = 'http://127.0.0.1:8080';

/**
 * SvelteKit hides its route announcer with a style attribute, which our policy (`style-src 'self'`)
 * forbids; `app.css` hides it instead.
 */
const announcerWithoutInlineStyle: Plugin = {
	name: 'announcer-without-inline-style',
	enforce: 'pre',
	transform(code, id) {
		if (!id.endsWith('generated/root.svelte')) return;
		return { code: code.replace(/(id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1'), map: null };
	},
};

/** The texts as functions. Tests have them from `npm run messages`: the plugin's watcher would keep vitest open. */
const texts = process.env.VITEST
	? []
	: [
			paraglideVitePlugin({
				project: './project.inlang',
				outdir: './src/lib/paraglide',
				strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
				emitReadme: false,
			}),
		];

export default defineConfig({
	plugins: [
		announcerWithoutInlineStyle,
		guestFirst,
		...texts,
		tailwindcss(),
		sveltekit(),
	],
	build: {
		// An inlined asset would be a data: URI, which the policy allows for pictures only.
		assetsInlineLimit: 0,
		// Hundreds of texts and helpers are modules of their own. On a phone each file costs a round trip.
		rolldownOptions: {
			output: {
				codeSplitting: {
					groups: [
						{ name: 'svelte', test: SVELTE, priority: 2 },
						{ name: 'guest', test: (id) => guestNeeds.has(id), minShareCount: 2, priority: 1 },
						{ name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
					],
				},
			},
		},
	},
	server: {
		proxy: {
			'/api': server,
			'/socket.io': { target: server, ws: true },
		},
	},
	test: { include: ['src/**/*.test.ts'] },
});
