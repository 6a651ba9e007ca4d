/** Whether the phone knows that it is off the network. */
export class Signal {
	off = $state(!navigator.onLine);

	/** Watches until the answer is called; `onback` runs when the network is there again. */
	watch(onback: () => void): () => void {
		const gone = () => (this.off = true);
		const back = () => {
			this.off = false;
			onback();
		};
		addEventListener('offline', gone);
		addEventListener('online', back);
		return () => {
			removeEventListener('offline', gone);
			removeEventListener('online', back);
		};
	}
}
