import { intlLocale } from '$lib/utils/locale';

/** A language in the words of the page; a code that is none stays as it is. */
export function languageName(code: string): string {
	try {
		return new Intl.DisplayNames([intlLocale()], { type: 'language' }).of(code) ?? code;
	} catch {
		return code;
	}
}
