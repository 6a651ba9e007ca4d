const FLIGHT_MS = 180;

/** Shows where a dish went: a dot flies from the button to the bottom bar. */
export function flyToCart(from: Element): void {
	if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
	const { left, top, width, height } = from.getBoundingClientRect();
	const [x, y] = [left + width / 2, top + height / 2];
	const dot = document.createElement('span');
	dot.className = 'fly-dot';
	document.body.append(dot);
	const place = (atX: number, atY: number, scale: number) => ({ transform: `translate(${atX}px, ${atY}px) scale(${scale})` });
	const flight = dot.animate([place(x, y, 1), place(innerWidth / 2, innerHeight - 40, 0.4)], {
		duration: FLIGHT_MS,
		easing: 'ease-out',
	});
	flight.onfinish = flight.oncancel = () => dot.remove();
}
