/** Every text the pages show, in one place, so that another language is one more file like it. */
export const words = {
	home: {
		what: 'DineQR lets guests order and pay from their table, and shows the kitchen every order live.',
		guest: 'At a table? Scan the code that stands on it with your phone’s camera.',
		board: 'Open the board',
	},
};
