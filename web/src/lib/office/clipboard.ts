/** Copies a text. Browsers allow it in secure contexts alone; elsewhere the text is selected and copied the old way. */
export async function copy(text: string): Promise<boolean> {
	if (navigator.clipboard) {
		try {
			await navigator.clipboard.writeText(text);
			return true;
		} catch {
			// Refused by the browser's settings: the old way may still work.
		}
	}
	return copySelected(text);
}

function copySelected(text: string): boolean {
	const area = document.createElement('textarea');
	area.value = text;
	area.readOnly = true;
	area.className = 'sr-only';
	(document.querySelector('[role=dialog]') ?? document.body).append(area);
	area.select();
	const copied = document.execCommand('copy');
	area.remove();
	return copied;
}
