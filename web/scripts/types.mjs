// Writes src/lib/api/schema.d.ts from the server's OpenAPI document; with --check it only says
// whether the file is what it would write.
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/openapi.json', import.meta.url);
const target = fileURLToPath(new URL('../src/lib/api/schema.d.ts', import.meta.url));

const header = '// Generated from docs/openapi.json by `npm run types`. Do not edit.\n\n';
const document = JSON.parse(readFileSync(source, 'utf8'));
// The pages use the schemas alone; names of operations would only have to be unique.
for (const path of Object.values(document.paths)) {
	for (const operation of Object.values(path)) delete operation.operationId;
}
const fresh = header + astToString(await openapiTS(document, { alphabetize: true }));

if (!process.argv.includes('--check')) {
	writeFileSync(target, fresh);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== fresh) {
	console.error('src/lib/api/schema.d.ts is stale: run `npm run types` in web/ and commit it.');
	process.exit(1);
}
