import { ApiError } from '$lib/api/client';
import { m } from '$lib/paraglide/messages';

/**
 * What to tell a guest about an error. The texts of all errors in all languages are many, and most guests never see
 * one, so they come with the first.
 */
export async function why(error: unknown): Promise<string> {
	if (!(error instanceof ApiError)) return m.problems_network();
	try {
		const { explain } = await import('$lib/utils/explain');
		return explain(error);
	} catch {
		return error.message;
	}
}
