import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const SVELTE = /node_modules\/(svelte|esm-env|clsx|devalue)\//;
const DIALOGS = /node_modules\/(bits-ui|svelte-toolbelt|runed|@floating-ui|tabbable|@internationalized)\//;
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
					groups: [
						// What is under the dialogs comes when the first of them is opened.
						{ name: 'svelte', test: SVELTE, priority: 2 },
						{ name: 'dialogs', test: DIALOGS, priority: 1 },
						{ name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 4_000 },
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
