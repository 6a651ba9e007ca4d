/** Lines get late without any event. */
export const REFRESH_MS = 60_000;

/** Whether today's figures may be others after an event; after a gap in the channel anything may be. */
export const changesFigures = (type: string | undefined): boolean =>
	type === undefined || /^(order|payment|tab)\./.test(type);
