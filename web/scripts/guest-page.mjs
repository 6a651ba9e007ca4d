// Writes what the guest's page needs beside the build:
// build/guest.html, the page that starts the apps with links to all that the guest's page needs, so that a phone asks
// for it at once and not file after file as each is read;
// build/guest-files.json, what the service worker keeps for dead spots: also what that page loads later on.
import { readFileSync, writeFileSync } from 'node:fs';

const ROUTE = 'src/routes/t/[token]/+page.svelte';
const HOME = 'src/routes/+page.svelte';
const generated = new URL('../.svelte-kit/generated/client-optimized/nodes/', import.meta.url);
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const write = (path, text) => writeFileSync(new URL(path, import.meta.url), text);
const manifest = JSON.parse(read('../.svelte-kit/output/client/.vite/manifest.json'));

/** The key of a page in the manifest. */
function nodeOf(page) {
	const isPage = ({ name, isEntry }) =>
		isEntry && name?.startsWith('nodes/') && readFileSync(new URL(`${name.slice(6)}.js`, generated), 'utf8').includes(`/${page}"`);
	const key = Object.keys(manifest).find((key) => isPage(manifest[key]));
	if (!key) throw new Error(`the build has no ${page}`);
	return key;
}

/** Everything that `keys` import, and with `later` also what they import while they run. */
function closure(keys, later = false) {
	const found = new Set();
	const visit = (key) => {
		if (found.has(key)) return;
		found.add(key);
		const { imports = [], dynamicImports = [] } = manifest[key];
		[...imports, ...(later ? dynamicImports : [])].forEach(visit);
	};
	keys.forEach(visit);
	return [...found].map((key) => manifest[key]);
}
const filesOf = (chunks) => [...new Set(chunks.flatMap(({ file, css = [] }) => [file, ...css]))];

const index = read('../build/index.html');
const links = filesOf(closure([nodeOf(ROUTE)])).map((file) =>
	file.endsWith('.css') ? `<link href="/${file}" rel="stylesheet">` : `<link href="/${file}" rel="modulepreload">`,
);
const missing = links.filter((link) => !index.includes(link));
write('../build/guest.html', index.replace('</head>', `\t${missing.join('\n\t\t')}\n\t</head>`));

const shell = [...index.matchAll(/_app\/immutable\/[\w./-]+/g)].map(([file]) => file);
const files = new Set([...shell, ...filesOf(closure([nodeOf(ROUTE), nodeOf(HOME)], true))]);
write('../build/guest-files.json', JSON.stringify([...files].map((file) => `/${file}`)));
