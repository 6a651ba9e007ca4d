import { ApiError, NetworkError } from '$lib/api/client';
import { words } from '$lib/words';

/** What to tell a person about an error: what happened and what to do. */
export function explain(error: unknown): string {
	if (error instanceof NetworkError) return words.problems.network;
	if (!(error instanceof ApiError)) return String(error);
	const { problem } = error;
	if (problem.status >= 500) return words.problems.server(problem.request_id ?? '–');
	if (problem.status === 429 && !problem.detail) return words.problems.tooMany;
	const fields = (problem.errors ?? []).map((field) => field.message);
	return [problem.detail ?? problem.title, ...fields].join(' ');
}
