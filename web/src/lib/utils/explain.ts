import { ApiError, NetworkError } from '$lib/api/client';
import { m } from '$lib/paraglide/messages';
import { meaningOf } from './problems';

/** What to tell a person about an error: what happened and what to do, in the page's language. */
export function explain(error: unknown): string {
	if (error instanceof NetworkError) return m.problems_network();
	if (!(error instanceof ApiError)) return String(error);
	const { problem } = error;
	const meaning = meaningOf(problem.code);
	if (meaning) return meaning;
	if (problem.status >= 500) return m.problems_server({ id: problem.request_id ?? '–' });
	if (problem.status === 429) return m.problems_too_many();
	const fields = (problem.errors ?? []).map((field) => field.message);
	return [problem.detail ?? problem.title, ...fields].join(' ');
}
