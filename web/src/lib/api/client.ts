import type { Problem } from './types';

/** The server answered, with a problem. */
export class ApiError extends Error {
	constructor(readonly problem: Problem) {
		super(problem.detail ?? problem.title);
	}
}

/** Nobody answered: the request may or may not have arrived. */
export class NetworkError extends Error {}

/** A body goes as JSON, unless it is a text with a `type` of its own. */
export type Call = { body?: unknown; key?: string; type?: string };

/** One request to `/api/v1`; the session travels in the cookie. */
export async function call<T>(method: string, path: string, { body, key, type }: Call = {}): Promise<T> {
	const headers: Record<string, string> = { accept: 'application/json' };
	if (body !== undefined) headers['content-type'] = type ?? 'application/json';
	if (key !== undefined) headers['idempotency-key'] = key;
	const response = await send(`/api/v1/${path}`, {
		method,
		headers,
		body: typeof body === 'string' && type ? body : JSON.stringify(body),
		credentials: 'same-origin',
	});
	if (!response.ok) throw new ApiError(await problemOf(response));
	const text = await response.text();
	return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const get = <T>(path: string): Promise<T> => call<T>('GET', path);
export const post = <T>(path: string, body: unknown = {}, key?: string): Promise<T> =>
	call<T>('POST', path, { body, key });

async function send(url: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(url, init);
	} catch (cause) {
		throw new NetworkError('no answer', { cause });
	}
}

async function problemOf(response: Response): Promise<Problem> {
	const bare = { title: response.statusText, status: response.status, code: 'unknown' };
	try {
		return { ...bare, ...((await response.json()) as Partial<Problem>) };
	} catch {
		return bare;
	}
}

export const hasStatus = (error: unknown, status: number): boolean =>
	error instanceof ApiError && error.problem.status === status;

export const hasCode = (error: unknown, code: string): boolean =>
	error instanceof ApiError && error.problem.code === code;
