const LONGEST = 40;

/** A restaurant's name as it can stand in a link: `Café Zafran & Co.` is `cafe-zafran-co`. */
export const slugOf = (name: string): string =>
	name
		.normalize('NFD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '')
		.slice(0, LONGEST)
		.replace(/-$/, '');
