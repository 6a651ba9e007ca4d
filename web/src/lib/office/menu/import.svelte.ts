import * as api from '$lib/api/manage';
import { m } from '$lib/paraglide/messages';
import type { Office } from '../office.svelte';
import { looksLikeCsv, MOST_BYTES, readCsv, rowProblems, type RowProblem } from './rows';

/** How far an import is. */
export type Stage = 'choosing' | 'checking' | 'checked' | 'importing' | 'publishing' | 'done';

/** A menu file on its way into the menu: it is rehearsed first, and nothing changes until somebody says so. */
export class MenuImport {
	stage = $state<Stage>('choosing');
	name = $state('');
	preview = $state.raw<api.ImportResult | null>(null);
	rows = $state.raw<RowProblem[]>([]);
	problem = $state<string | null>(null);
	#csv = '';

	constructor(readonly office: Office) {}

	/** Reads a file and asks the server what it would change. */
	async check(file: File): Promise<void> {
		this.#reset(file.name);
		if (!looksLikeCsv(file)) return this.#refuse(m.office_import_no_csv());
		if (file.size > MOST_BYTES) return this.#refuse(m.office_import_too_large());
		this.stage = 'checking';
		const csv = readCsv(await file.arrayBuffer());
		if (csv === null) return this.#refuse(m.office_import_not_utf8());
		this.#csv = csv;
		try {
			this.preview = await api.importMenu(this.#csv, true);
			this.stage = 'checked';
		} catch (error) {
			this.#fail(error, 'choosing');
		}
	}

	/** Puts the file into the draft and publishes it. */
	async importAndPublish(): Promise<void> {
		this.problem = null;
		try {
			this.stage = 'importing';
			await api.importMenu(this.#csv, false);
			this.stage = 'publishing';
			await api.publish();
			this.stage = 'done';
		} catch (error) {
			this.#fail(error, 'checked');
		}
	}

	/** Another file. */
	restart(): void {
		this.#reset('');
	}

	#reset(name: string): void {
		this.stage = 'choosing';
		this.name = name;
		this.preview = null;
		this.rows = [];
		this.problem = null;
	}

	#refuse(why: string): void {
		this.problem = why;
		this.stage = 'choosing';
	}

	#fail(error: unknown, back: Stage): void {
		this.rows = rowProblems(error, this.#csv) ?? [];
		this.problem = this.rows.length > 0 ? null : this.office.tell(error);
		this.stage = back;
	}
}
