import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

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
					groups: [{ name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 }],
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
