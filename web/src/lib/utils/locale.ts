import { getLocale, getTextDirection, locales, setLocale, type Locale } from '$lib/paraglide/runtime';

/** The languages of the pages, each by its own name. */
export const LANGUAGES: Record<Locale, string> = { en: 'English', hi: 'हिन्दी', ta: 'தமிழ்', ar: 'العربية' };

/** With which habits numbers and times are written; digits are the ones that stand on the bill. */
const HABITS: Record<Locale, string> = {
	en: 'en-IN',
	hi: 'hi-IN-u-nu-latn',
	ta: 'ta-IN-u-nu-latn',
	ar: 'ar-u-nu-latn',
};

/** The name of the page's language for `Intl`. */
export const intlLocale = (): string => HABITS[getLocale()];

/** Tells the document its language and direction. */
export function markDocument(): void {
	document.documentElement.lang = getLocale();
	document.documentElement.dir = getTextDirection();
}

export { getLocale, locales, setLocale, type Locale };
