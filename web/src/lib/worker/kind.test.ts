import { expect, it } from 'vitest';
import { kindOf } from './kind';

const HOME = 'https://eat.test';
const kind = (path: string, mode = 'cors', method = 'GET') => kindOf(method, mode, new URL(path, HOME), HOME);

it('tables’ pages, the way to them, hashed files and the public menu are kept', () => {
	expect(kind('/t/abc?x=1', 'navigate')).toBe('page');
	expect(kind('/', 'navigate')).toBe('page');
	expect(kind('/_app/immutable/chunks/a.js')).toBe('file');
	expect(kind('/api/v1/restaurants/demo/menu?lang=hi')).toBe('menu');
	expect(kind('/api/v1/restaurants/demo/availability')).toBe('menu');
});

it.each(['/api/v1/tab', '/api/v1/session', '/api/v1/restaurants/demo', '/api/v1/tables/abc', '/socket.io/'])(
	'%s is never kept',
	(path) => expect(kind(path)).toBe('other'),
);

it('the rooms of the staff, changes and other hosts are left alone', () => {
	expect(kind('/board', 'navigate')).toBe('other');
	expect(kind('/api/v1/restaurants/demo/menu', 'cors', 'POST')).toBe('other');
	expect(kind('https://elsewhere.test/t/abc', 'navigate')).toBe('other');
});
