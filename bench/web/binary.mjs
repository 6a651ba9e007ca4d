// Chooses what is measured: the release, unless another program is named. Imported before whatever starts servers.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const RELEASE = resolve(import.meta.dirname, '../../target/release/dineqr');
if (existsSync(RELEASE)) process.env.DINEQR_BINARY ??= RELEASE;
