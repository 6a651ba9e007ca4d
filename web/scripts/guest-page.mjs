// Writes build/guest.html: the page that starts the apps, with links to all that the guest's page needs, so that
// a phone asks for it at once and not file after file as each is read.
import { readFileSync, writeFileSync } from 'node:fs';

const ROUTE = 'src/routes/t/[token]/+page.svelte';
const generated = new URL('../.svelte-kit/generated/client-optimized/nodes/', import.meta.url);
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const manifest = JSON.parse(read('../.svelte-kit/output/client/.vite/manifest.json'));

const isRoute = ({ name, isEntry }) =>
	isEntry && name?.startsWith('nodes/') && readFileSync(new URL(`${name.slice(6)}.js`, generated), 'utf8').includes(ROUTE);
const route = Object.keys(manifest).find((key) => isRoute(manifest[key]));
if (!route) throw new Error(`the build has no ${ROUTE}`);

const needed = new Set();
const need = (key) => {
	if (needed.has(key)) return;
	needed.add(key);
	manifest[key].imports?.forEach(need);
};
need(route);

const index = read('../build/index.html');
const chunks = [...needed].map((key) => manifest[key]);
const scripts = chunks.map(({ file }) => `<link href="/${file}" rel="modulepreload">`);
const styles = chunks.flatMap(({ css = [] }) => css).map((file) => `<link href="/${file}" rel="stylesheet">`);
const links = [...scripts, ...new Set(styles)].filter((link) => !index.includes(link));
writeFileSync(new URL('../build/guest.html', import.meta.url), index.replace('</head>', `\t${links.join('\n\t\t')}\n\t</head>`));
