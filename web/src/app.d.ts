declare global {
	namespace App {
		interface PageState {
			/** The sheets that are open: of which load of the page, and how many. */
			sheets?: { load: number; count: number };
		}
	}
}

export {};
