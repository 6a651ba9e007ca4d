/** Which section of a long page is being read: the one under the line at the top. */
export class Spy {
	current = $state<string | null>(null);
	#waiting: HTMLElement[] = [];
	#seen = new Set<Element>();
	#observer: IntersectionObserver | null = null;

	/** Starts to watch; `top` is how many pixels the page's sticky bar covers. */
	start(top: number): () => void {
		this.#observer = new IntersectionObserver((entries) => this.#look(entries), {
			rootMargin: `-${top}px 0px -70% 0px`,
		});
		for (const element of this.#waiting.splice(0)) this.#observer.observe(element);
		return () => {
			this.#observer?.disconnect();
			this.#observer = null;
		};
	}

	/** An attachment for a section: its `data-spy` names it. */
	readonly watch = (element: HTMLElement): (() => void) => {
		if (this.#observer) this.#observer.observe(element);
		else this.#waiting.push(element);
		return () => {
			this.#observer?.unobserve(element);
			this.#seen.delete(element);
		};
	};

	#look(entries: IntersectionObserverEntry[]): void {
		for (const { target, isIntersecting } of entries) {
			if (isIntersecting) this.#seen.add(target);
			else this.#seen.delete(target);
		}
		const [first] = [...this.#seen].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
		if (first instanceof HTMLElement) this.current = first.dataset.spy ?? null;
	}
}
